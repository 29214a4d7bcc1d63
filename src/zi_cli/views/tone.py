"""In which tone a state is told, wherever it stands."""

from zi_cli.plan.pemenuhan import KeadaanBukti
from zi_cli.plan.progress import Keadaan
from zi_cli.tables import Tone

NADA = {
    Keadaan.BERGALAT: Tone.BAD,
    Keadaan.SELESAI: Tone.GOOD,
    Keadaan.TERLAMBAT: Tone.BAD,
    Keadaan.BERJALAN: Tone.PLAIN,
    Keadaan.BELUM_MULAI: Tone.MUTED,
    Keadaan.TANPA_TARGET: Tone.CAUTION,
}
NADA_BUKTI = {
    KeadaanBukti.BELUM: Tone.PLAIN,
    KeadaanBukti.SEBAGIAN: Tone.CAUTION,
    KeadaanBukti.DITANDAI: Tone.CAUTION,
    KeadaanBukti.TERKUMPUL: Tone.GOOD,
    KeadaanBukti.PERLU_PERBAIKAN: Tone.BAD,
    KeadaanBukti.SESUAI: Tone.GOOD,
}
