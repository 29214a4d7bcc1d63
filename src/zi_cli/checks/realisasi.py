"""Rules on what has been collected: whether it can have been, and which deadline it answers."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from zi_cli.bukti.elsewhere import outside
from zi_cli.bukti.presence import told_missing
from zi_cli.bukti.register import tercatat
from zi_cli.checks.rule import Breach, PlanCase, Rule
from zi_cli.diagnostics import Severity
from zi_cli.plan.hari import written_day
from zi_cli.plan.realisasi import Pemeriksaan, Realisasi
from zi_cli.plan.rentang import named_period
from zi_cli.text.document import Route


def _each_file(case: PlanCase) -> Iterator[tuple[Route, str]]:
    for route, _, _, realisasi in case.realisasi:
        for at, each in realisasi.files_at(route):
            yield at, each.berkas


def tanda_tahun_lain(case: PlanCase) -> Iterator[Breach]:
    """A plan that was copied from another year with its marks: told once, not at each mark."""
    marks = case.from_another_year
    if not marks:
        return
    route, first = next(iter(marks.items()))
    years = " dan ".join(map(str, sorted({each.tanggal.year for each in marks.values()})))
    message = (
        f"{len(marks)} dari {len(case.realisasi)} tanda bertanggal {years} (yang pertama "
        f"{written_day(first.tanggal)}), padahal rencana ini untuk {case.rencana.tahun}: rencana ini tampaknya "
        "disalin dari tahun lain bersama tandanya. Mulai lagi dengan zi init (tandanya tidak ikut), atau "
        "cabut tanda-tanda itu"
    )
    yield Breach((*route, "tanggal"), message)


def _each_review(case: PlanCase) -> Iterator[tuple[Route, Realisasi, Pemeriksaan]]:
    for route, _, _, realisasi in case.realisasi:
        for p, pemeriksaan in enumerate(realisasi.pemeriksaan):
            yield (*route, "pemeriksaan", p), realisasi, pemeriksaan


def realisasi_dini(case: PlanCase) -> Iterator[Breach]:
    """Evidence from before its window is most often last year's document."""
    for route, indikator, _, realisasi in case.realisasi:
        windows = indikator.windows(case.rencana.tahun)
        if route in case.from_another_year:
            continue  # tanda-tahun-lain tells all of them
        if windows and realisasi.tanggal < (first := min(each.first for each in windows)):
            message = (
                f"bukti bertanggal {written_day(realisasi.tanggal)}, sebelum target mulai ({written_day(first)}); "
                "periksa tanggalnya, atau apakah dokumennya dokumen tahun ini"
            )
            yield Breach((*route, "tanggal"), message)


def realisasi_mendatang(case: PlanCase) -> Iterator[Breach]:
    """Evidence cannot have been collected after the day of judging."""
    for route, _, _, realisasi in case.realisasi:
        if case.hari is not None and realisasi.tanggal > case.hari:
            message = (
                f"bukti bertanggal {written_day(realisasi.tanggal)}, padahal hari ini "
                f"{written_day(case.hari)}; betulkan tanggalnya"
            )
            yield Breach((*route, "tanggal"), message)


def realisasi_tak_urut(case: PlanCase) -> Iterator[Breach]:
    """Marks are added one below the other; one that is older than the one above it was mistyped or misplaced.

    A mark that names its period answers that one, whatever stands above it: only marks of one period are compared.
    """
    tahun = case.rencana.tahun
    for route, indikator, bukti in case.bukti if case.realisasi else ():
        due = indikator.tenggat(bukti, tahun) if bukti.realisasi else ()
        last: dict[date | None, date] = {}
        for r, realisasi in enumerate(bukti.realisasi):
            periode = realisasi.periode.answered_by(tahun, bukti.frekuensi, due) if realisasi.periode else None
            before = last.get(periode, realisasi.tanggal)
            if realisasi.tanggal < before:
                message = (
                    f"bukti bertanggal {written_day(realisasi.tanggal)} terletak sesudah {written_day(before)}; "
                    "urutkan, atau betulkan tanggalnya"
                )
                yield Breach((*route, "realisasi", r, "tanggal"), message)
            last[periode] = realisasi.tanggal


def pemeriksaan_dini(case: PlanCase) -> Iterator[Breach]:
    """A review cannot be older than the evidence that it judges."""
    for route, realisasi, pemeriksaan in _each_review(case):
        if pemeriksaan.tanggal < realisasi.tanggal:
            message = (
                f"pemeriksaan bertanggal {written_day(pemeriksaan.tanggal)}, padahal buktinya baru ada "
                f"{written_day(realisasi.tanggal)}; betulkan salah satu tanggalnya"
            )
            yield Breach((*route, "tanggal"), message)


def pemeriksaan_mendatang(case: PlanCase) -> Iterator[Breach]:
    """A review cannot be of a day after the day of judging."""
    for route, _, pemeriksaan in _each_review(case):
        if case.hari is not None and pemeriksaan.tanggal > case.hari:
            message = (
                f"pemeriksaan bertanggal {written_day(pemeriksaan.tanggal)}, padahal hari ini "
                f"{written_day(case.hari)}; betulkan tanggalnya"
            )
            yield Breach((*route, "tanggal"), message)


def berkas_dua_isi(case: PlanCase) -> Iterator[Breach]:
    """One path holds one content: where two records that count have different hashes, one content is missing."""
    for name, told in tercatat(case.rencana).items() if case.realisasi else ():
        if other := told.conflict:
            message = (
                f'berkas "{name}" tercatat dengan dua isi yang berbeda ({", ".join(told.kode)}); hanya satu yang ada '
                "di sana. Cari yang lain (di komputer pengumpulnya, atau di riwayat git), lalu tandai lagi dengannya"
            )
            yield Breach(other.route, message)


def pemeriksaan_basi(case: PlanCase) -> Iterator[Breach]:
    """A review is of what was recorded then; evidence that replaced it has not been reviewed."""
    for route, realisasi, pemeriksaan in _each_review(case):
        if pemeriksaan is realisasi.pemeriksaan[-1] and realisasi.basi(pemeriksaan):
            message = (
                f"pemeriksaan {pemeriksaan.oleh} ({written_day(pemeriksaan.tanggal)}) atas bukti yang berbeda dari "
                "yang tercatat sekarang, jadi tidak lagi berlaku; periksa lagi dengan zi review, atau kembalikan "
                "buktinya"
            )
            yield Breach((*route, "atas"), message)


def periode_ganda(case: PlanCase) -> Iterator[Breach]:
    """A deadline wants one realisasi."""
    tahun = case.rencana.tahun
    for route, indikator, bukti in case.bukti if case.realisasi else ():
        due = indikator.tenggat(bukti, tahun) if bukti.realisasi else ()
        seen: dict[date, str] = {}
        claimed: set[date] = set()
        for r, realisasi in enumerate(bukti.realisasi):
            if realisasi.periode is None or realisasi.ditolak:
                continue
            day = realisasi.periode.answered_by(tahun, bukti.frekuensi, due)
            if day is None:
                continue  # of another length than the document's periods: periode-asing says so
            if day in claimed and realisasi.berbukti:
                claimed.remove(day)  # evidence for what was only claimed
                continue
            if not realisasi.berbukti and day not in seen:
                claimed.add(day)
            if day in seen:
                message = f'periode "{realisasi.periode}" sudah dijawab bukti lain ("{seen[day]}"); hapus salah satunya'
                yield Breach((*route, "realisasi", r, "periode"), message)
            seen.setdefault(day, str(realisasi.periode))


def periode_asing(case: PlanCase) -> Iterator[Breach]:
    """A period that is none of the document's deadlines answers nothing."""
    tahun = case.rencana.tahun
    for route, indikator, bukti, realisasi in case.realisasi:
        due = indikator.tenggat(bukti, tahun) if route not in case.from_another_year else ()
        if realisasi.periode and due and realisasi.periode.answered_by(tahun, bukti.frekuensi, due) not in due:
            known = ", ".join(named_period(day, bukti.frekuensi) for day in due[:4]) + (", …" if len(due) > 4 else "")
            message = f'periode "{realisasi.periode}" bukan tenggat dokumen ini; tenggatnya {known}'
            yield Breach((*route, "periode"), message)


def realisasi_lebih(case: PlanCase) -> Iterator[Breach]:
    """More realisasi than deadlines, those aside that a review found wanting: a further one may be a mistake."""
    for route, indikator, bukti in case.bukti if case.realisasi else ():
        due = indikator.tenggat(bukti, case.rencana.tahun) if bukti.realisasi else ()
        shown = any(realisasi.berbukti for realisasi in bukti.realisasi)  # evidence may stand behind what was claimed
        standing = [r for r, each in enumerate(bukti.realisasi) if not each.ditolak and (each.berbukti or not shown)]
        if due and len(standing) > len(due):
            message = (
                f"ada {len(standing)} realisasi untuk {len(due)} tenggat; yang berlebih dihitung sebagai tambahan "
                "untuk tenggat yang sudah terjawab; hapus yang keliru, atau biarkan bila memang tambahan atau pengganti"
            )
            yield Breach((*route, "realisasi", standing[len(due)], "tanggal"), message)


def huruf_berkas(case: PlanCase) -> Iterator[Breach]:
    """`SK.pdf` is `sk.pdf` on Windows and on a Mac, and another file on the server."""
    if case.folder is None:
        return
    listed: dict[Path, dict[str, str]] = {}
    for route, berkas in _each_file(case):
        real = _in_fact(case.folder, berkas, listed)
        if real is not None and unicodedata.normalize("NFC", real) != berkas:
            message = f'berkasnya bernama "{real}"; samakan huruf besar dan kecilnya'
            yield Breach(route, message)


def berkas_hilang(case: PlanCase) -> Iterator[Breach]:
    """A recorded file should exist. Only a warning: a plan is valid without its evidence, as on a build server."""
    if case.folder is None:
        return
    listed: dict[Path, dict[str, str]] = {}
    names: dict[Path, frozenset[str]] = {}
    for route, berkas in _each_file(case):
        if outside(berkas) or _written_otherwise(case.folder, berkas, listed):
            continue  # it is kept elsewhere, or there under a name spelt otherwise: huruf-berkas says so
        if _of_mark(route) in case.from_another_year:
            continue  # it was left where the plan was copied from
        wrong = told_missing(case.folder, berkas, names)
        if wrong:
            cure = "kembalikan dari git, atau dari komputer yang menyimpannya"
            yield Breach(route, f'berkas "{berkas}" {wrong}; {cure}')


def _of_mark(route: Route) -> Route:
    """The route of the mark that a file's path stands in."""
    return route[: route.index("realisasi") + 2]


def sidik_kurang(case: PlanCase) -> Iterator[Breach]:
    """What is kept outside git is known by its hash alone: without one the file cannot be checked."""
    for route, _, _, realisasi in case.realisasi:
        for place, each in realisasi.files_at(route):
            if outside(each.berkas) and (each.sha256 is None or each.ukuran is None):
                message = f'berkas "{each.berkas}" di luar git tercatat tanpa sidik atau ukuran; tandai lagi dengannya'
                yield Breach(place, message)


def _written_otherwise(folder: Path, berkas: str, listed: dict[Path, dict[str, str]]) -> bool:
    real = _in_fact(folder, berkas, listed)
    return real is not None and unicodedata.normalize("NFC", real) != berkas


def _in_fact(folder: Path, berkas: str, listed: dict[Path, dict[str, str]]) -> str | None:
    """The path as the folders spell it, letters' case aside; None where there is no such file."""
    parts = []
    for part in berkas.split("/"):
        if folder not in listed:
            try:
                listed[folder] = {_folded(each.name): each.name for each in folder.iterdir()}
            except OSError:
                listed[folder] = {}
        names = listed[folder]
        real = part if part in names.values() else names.get(_folded(part))
        if real is None:
            return None
        parts.append(real)
        folder /= real
    return "/".join(parts)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


RULES = (
    Rule(
        "berkas-dua-isi",
        Severity.ERROR,
        "Satu berkas tercatat dengan dua isi yang berbeda.",
        berkas_dua_isi,
        stops=False,
    ),
    Rule(
        "sidik-kurang",
        Severity.ERROR,
        "Berkas di luar git tercatat tanpa sidik atau ukuran.",
        sidik_kurang,
        stops=False,
    ),
    Rule("tanda-tahun-lain", Severity.WARNING, "Tandanya berasal dari tahun lain.", tanda_tahun_lain),
    Rule("realisasi-dini", Severity.WARNING, "Bukti bertanggal sebelum targetnya mulai.", realisasi_dini),
    Rule("realisasi-mendatang", Severity.WARNING, "Bukti bertanggal sesudah hari ini.", realisasi_mendatang),
    Rule("realisasi-tak-urut", Severity.WARNING, "Bukti tidak urut menurut tanggalnya.", realisasi_tak_urut),
    Rule("pemeriksaan-dini", Severity.WARNING, "Pemeriksaan bertanggal sebelum buktinya ada.", pemeriksaan_dini),
    Rule(
        "pemeriksaan-mendatang",
        Severity.WARNING,
        "Pemeriksaan bertanggal sesudah hari ini.",
        pemeriksaan_mendatang,
    ),
    Rule(
        "pemeriksaan-basi",
        Severity.WARNING,
        "Pemeriksaan atas bukti yang berbeda dari yang tercatat sekarang.",
        pemeriksaan_basi,
    ),
    Rule("realisasi-lebih", Severity.WARNING, "Realisasi lebih banyak daripada tenggatnya.", realisasi_lebih),
    Rule("periode-ganda", Severity.WARNING, "Satu periode dijawab dua kali.", periode_ganda),
    Rule("periode-asing", Severity.WARNING, "Periode bukan salah satu tenggat dokumennya.", periode_asing),
    Rule(
        "huruf-berkas",
        Severity.WARNING,
        "Nama berkas berbeda huruf besar dan kecil.",
        huruf_berkas,
        wants_folder=True,
    ),
    Rule(
        "berkas-hilang",
        Severity.WARNING,
        "Berkas bukti yang tercatat tidak ada di tempatnya.",
        berkas_hilang,
        wants_folder=True,
    ),
)
