"""How names stand in a list."""

import pytest

from ticketoffice.domain.lists import list_name


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("Claire Durand", "Durand, Claire"),
        ("Anna van der Berg", "van der Berg, Anna"),
        ("School 1", "School 1"),
        ("Payer 0", "Payer 0"),
        ("Klasse 3b", "Klasse 3b"),
        ("Chorus A", "Chorus A"),
        ("Lakeside School", "Lakeside School"),
        ("Durand Famille", "Durand Famille"),
        ("Kunz AG", "Kunz AG"),
        ("Li Bo", "Bo, Li"),
    ],
)
def test_a_last_word_that_is_no_family_name_stays_last(name: str, listed: str) -> None:
    assert list_name(name) == listed
