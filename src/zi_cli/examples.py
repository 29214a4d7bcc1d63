"""The examples that every command's help ends with."""

EXAMPLES: dict[str, tuple[str, ...]] = {
    "init": (
        'zi init kpu-kabupaten-x-2026 --satker "KPU Kabupaten X"',
        "zi init kpu-kota-jambi-2026 --from kpu-kota-jambi-2025",
    ),
    "import": ("zi import rencana.docx --as kpu-kabupaten-x-2026", "zi import bukti/ --plan jambi --dry-run"),
    "status": ("zi status", "zi status --on 2025-10-15 --area 3", "zi status --fail-overdue"),
    "list": ("zi list --state terlambat", 'zi list --month "Agustus 2025"', "zi list --sort points"),
    "show": ("zi show 1.i.a",),
    "mark": ("zi mark 1.i.a --file scan0012.pdf --date 2025-08-20", "zi mark 2.ii.b --period 2025-10 --dry-run"),
    "unmark": ("zi unmark 1.i.a",),
    "undo": ("zi undo",),
    "review": ('zi review 1.i.a --result perlu-perbaikan --by TPI --note "Belum ditandatangani"',),
    "unreview": ("zi unreview 1.i.a",),
    "merge": ("zi merge",),
    "diff": ("zi diff", "zi diff HEAD~3"),
    "log": ("zi log 1.i.a",),
    "verify": ("zi verify",),
    "check": ("zi check", "zi check --fix --dry-run"),
    "explain": ("zi explain waktu-salah",),
    "coverage": ("zi coverage",),
    "score": ("zi score",),
    "answer": ("zi answer 1.i.a=Ya 1.i.b=A",),
    "lke": ("zi lke", "zi lke 1.i.a"),
    "render": ("zi render lampiran -o lampiran.docx", "zi render keputusan --format html -o keputusan.html"),
    "bundle": ("zi bundle -o bukti.zip",),
    "doctor": ("zi doctor",),
    "help": ("zi help", "zi help mark"),
    "schema": ("zi schema -o plans/rencana.schema.json",),
}
"""By command, as people type them."""
