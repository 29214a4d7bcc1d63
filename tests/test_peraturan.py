"""Which regulations a decree cites, however it spells them, and the table of those that have been revoked."""

import pytest

from zi_cli.checks.peraturan import DICABUT, DaftarDicabut, Peraturan, dicabut, disebut
from zi_cli.text.reading import read

LAMA = Peraturan("Permen PANRB", 52, 2014)
SEBUTAN = (
    "Permen PANRB 52/2014",
    "Permen PANRB Nomor 52 Tahun 2014",
    "PermenPANRB No. 52 Tahun 2014",
    "Permenpan RB No. 52 Tahun 2014",
    "PERMENPAN-RB NOMOR 52 TAHUN 2014",
    "Permen PAN & RB No 52/2014",
    "Peraturan Menpan RB Nomor 52 Tahun 2014",
    "Peraturan Menteri PANRB Nomor 52 Tahun 2014",
    "Peraturan Menteri PAN dan RB Nomor: 52 Tahun 2014",
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 52 Tahun 2014",
    "Peraturan Menteri Pendayagunaan Aparatur Birokrasi Negara dan Reformasi Nomor 52 Tahun 2014",
    "Peraturan Menteri Negara Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Republik Indonesia No. 52 Th. 2014",
)
LAIN = (
    "Undang-Undang Nomor 52 Tahun 2014",
    "Peraturan Komisi Pemilihan Umum Nomor 52 Tahun 2014",
    "Peraturan Presiden Nomor 52 Tahun 2014",
    "Surat Edaran Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 52 Tahun 2014",
    "Permen PANRB tentang 52 Tahun 2014",
)


@pytest.mark.parametrize("text", SEBUTAN)
def test_a_regulation_is_known_by_every_spelling(text: str) -> None:
    (found,) = disebut(f"sebagaimana diatur dalam {text} tentang Pedoman;")
    assert (found.peraturan, found.teks) == (LAMA, text)
    assert text.endswith(found.tail)


@pytest.mark.parametrize("text", LAIN)
def test_others_are_not_taken_for_one(text: str) -> None:
    assert not list(disebut(text))


def test_the_table_is_what_its_model_says() -> None:
    assert set(dicabut().values()) == set(read(DaftarDicabut, DICABUT).model.dicabut)
    assert str(dicabut()[LAMA].oleh) == "Permen PANRB 90/2021"
    with pytest.raises(ValueError, match="bukan sebutan peraturan"):
        Peraturan.parse("Permen 52")
