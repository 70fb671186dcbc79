"""Keeps the Qt Linguist catalogues in step with the program: `python -m tests.translations` after a text has changed.

It collects every text of the screens and every sentence of the desk, adds what is new to the `.ts` files (untranslated),
drops what is gone, and compiles the `.qm` files that ship. English has a catalogue too, for its plurals alone.
`tests/ui/test_languages.py` fails where a text is untranslated or a catalogue is stale.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

from ticketoffice.cli.speech import MONTHS, ORDER_STATES, WEEKDAYS, WORDS
from ticketoffice.desk.sentences import PHRASES, SENTENCES
from ticketoffice.store.checking import PHRASES as DOCTOR

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "resources" / "translations"
LANGUAGES = ("en", "fr")
Text = tuple[str, str]
SPEAKING = {"say": 1, "counted": 2}
"""How commands speak (`cli.speech`), with how many texts each of these has."""


@dataclass
class Catalogue:
    """The translations of one language: one form, or singular and plural where a text counts (%n)."""

    language: str
    forms: dict[Text, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, language: str) -> Catalogue:
        """From its `.ts` file; empty where there is none."""
        catalogue, path = cls(language), ts_file(language)
        if not path.exists():
            return catalogue
        for context in ET.parse(path).getroot().iter("context"):
            for message in context.iter("message"):
                said = message.find("translation")
                assert said is not None
                forms = [form.text or "" for form in said.iter("numerusform")] or [said.text or ""]
                catalogue.forms[context.findtext("name", ""), message.findtext("source", "")] = tuple(forms)
        return catalogue

    def write(self) -> None:
        """To its `.ts` file, sorted, as Qt Linguist reads it."""
        root = ET.Element("TS", version="2.1", language=self.language, sourcelanguage="en")
        for context in sorted({text[0] for text in self.forms}):
            part = ET.SubElement(root, "context")
            ET.SubElement(part, "name").text = context
            for (name, source), forms in sorted(self.forms.items()):
                if name != context:
                    continue
                message = ET.SubElement(part, "message", {"numerus": "yes"} if counts(source) else {})
                ET.SubElement(message, "source").text = source
                said = ET.SubElement(message, "translation", {} if all(forms) else {"type": "unfinished"})
                if counts(source):
                    for form in forms:
                        ET.SubElement(said, "numerusform").text = form
                else:
                    said.text = forms[0]
        ET.indent(root)
        body = ET.tostring(root, encoding="unicode")
        ts_file(self.language).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")

    def brought_up(self, texts: set[Text]) -> Catalogue:
        """The same with exactly these texts."""
        empty = {text: ("", "") if counts(text[1]) else ("",) for text in texts}
        return Catalogue(self.language, {text: self.forms.get(text, empty[text]) for text in texts})


def counts(source: str) -> bool:
    """Whether a text has a singular and a plural."""
    return "%n" in source


def ts_file(language: str) -> Path:
    """The source of a catalogue."""
    return CATALOGUES / f"ticketoffice_{language}.ts"


def texts_of_the_program() -> set[Text]:
    """(context, English text) of everything that is shown."""
    found = {("sentences", sentence) for sentence in (*SENTENCES.values(), *PHRASES)}
    found |= {("cli", text) for text in texts_of_the_commands()} | {("cli_order", text) for text in ORDER_STATES}
    for path in [*(ROOT / "ticketoffice" / "ui").rglob("*.py"), *(ROOT / "ticketoffice").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in ("translate", "counted"):
                said = [a.value for a in node.args[:2] if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if len(said) == 2:
                    found.add((said[0], said[1]))
    return found


def texts_of_the_commands() -> set[str]:
    """The English texts of what commands print for people."""
    found = {*WEEKDAYS, *MONTHS, *WORDS, *DOCTOR}
    for path in (ROOT / "ticketoffice" / "cli").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in SPEAKING:
                said = node.args[: SPEAKING[_name(node.func)]]
                found |= {a.value for a in said if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def texts_for(language: str) -> set[Text]:
    """English needs only its plurals."""
    return {text for text in texts_of_the_program() if language != "en" or counts(text[1])}


def compile_catalogue(language: str, *, to: Path) -> None:
    """The `.qm` file that the program loads."""
    lrelease = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(lrelease), "-silent", str(ts_file(language)), "-qm", str(to)], check=True)


def main() -> None:
    """Brings every catalogue up to date and compiles it."""
    for language in LANGUAGES:
        catalogue = Catalogue.read(language).brought_up(texts_for(language))
        catalogue.write()
        compile_catalogue(language, to=ts_file(language).with_suffix(".qm"))
        missing = [text for text, forms in catalogue.forms.items() if not all(forms)]
        print(f"{language}: {len(catalogue.forms)} texts, {len(missing)} untranslated")


if __name__ == "__main__":
    main()
