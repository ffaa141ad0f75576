"""Make a plan of many pages, to measure and test with. Needs reportlab, a tool of developers only."""

import io
import random
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from knowledge.plans.make_example import SOURCE
from knowledge.readers.markdown import read_markdown


def make_long_plan(pages: int) -> bytes:
    """A plan of so many pages: the paragraphs of the example in another order, under numbered headings."""
    shuffle = random.Random(2026)  # noqa: S311 - the same plan every time
    blocks = [block.text for block in read_markdown(SOURCE.read_text(encoding="utf-8")).blocks]
    texts = [text for text in blocks if len(text) > 120]
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=15, spaceAfter=7)
    heads = {
        1: ParagraphStyle(
            "h1", fontName="Helvetica-Bold", fontSize=18, leading=24, spaceBefore=18, spaceAfter=9
        ),
        2: ParagraphStyle(
            "h2", fontName="Helvetica-Bold", fontSize=13, leading=18, spaceBefore=9, spaceAfter=4
        ),
    }
    story = []
    for chapter in range(1, pages // 10 + 1):
        story.append(Paragraph(f"{chapter} Hoofdstuk over onderwerp {chapter}", heads[1]))
        for section in range(1, 26):
            story.append(Paragraph(f"{chapter}.{section} Deel {section} van het onderwerp", heads[2]))
            story.extend(Paragraph(text, body) for text in shuffle.sample(texts, 4))
    target = io.BytesIO()
    document = BaseDocTemplate(target, pagesize=A4, title="Een lang plan", invariant=1)

    def running_lines(canvas: Any, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(70, A4[1] - 40, "Een lang plan, om te meten")
        canvas.drawRightString(525, 36, f"Pagina {canvas.getPageNumber()}")

    frame = Frame(64, 64, A4[0] - 128, A4[1] - 128)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=running_lines)])
    document.build(story)
    return target.getvalue()
