"""In which tone a state is told, wherever it stands."""

from zi_cli.plan.progress import Keadaan, KeadaanBukti
from zi_cli.tables import Nada

NADA = {
    Keadaan.SELESAI: Nada.BAIK,
    Keadaan.TERLAMBAT: Nada.BURUK,
    Keadaan.BERJALAN: Nada.BIASA,
    Keadaan.BELUM_MULAI: Nada.REDUP,
    Keadaan.TANPA_TARGET: Nada.WASPADA,
}
NADA_BUKTI = {
    KeadaanBukti.BELUM: Nada.BIASA,
    KeadaanBukti.SEBAGIAN: Nada.WASPADA,
    KeadaanBukti.TERKUMPUL: Nada.BAIK,
    KeadaanBukti.PERLU_PERBAIKAN: Nada.BURUK,
    KeadaanBukti.SESUAI: Nada.BAIK,
}
