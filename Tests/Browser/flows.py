"""What people do over several pages: filing, finding and following a matter."""

import re
from dataclasses import dataclass
from urllib.parse import quote

import product
from visit import Visit


@dataclass(frozen=True)
class Receipt:
    number: str
    code: str


def read_receipt(visit: Visit) -> Receipt:
    page = visit.page
    code = page.locator(product.RECEIPT_CODE + " span").all_inner_texts()
    return Receipt(page.locator(product.RECEIPT_NUMBER).inner_text().strip(), " ".join(code))


def walk_to_check(visit: Visit, answers: dict[str, str], look=None) -> None:
    """Answers one question after another up to the last page, which hands everything in."""
    visit.open(product.FILE)
    for _ in range(10):
        if visit.page.locator("input[name=files]").count():
            return
        if look:
            look()
        form = visit.page.locator(product.MAIN_FORM).first
        visit.fill(form, answers)
        visit.submit(form)
        assert not visit.errors(), f"{visit.page.url}: {visit.errors()}"
    raise AssertionError(f"the questions do not end; now at {visit.page.url}")


def file_matter(visit: Visit, answers: dict[str, str]) -> Receipt:
    walk_to_check(visit, answers)
    visit.submit(visit.page.locator(product.MAIN_FORM).first)
    assert visit.page.locator(product.RECEIPT).count(), f"no slip at {visit.page.url}: {visit.text()}"
    return read_receipt(visit)


def find_matter(visit: Visit, number: str) -> str:
    """Types a number into the search of the desk; the address of the matter's page."""
    visit.open(f"{product.SEARCH}?q={quote(number)}")
    assert re.fullmatch(r"/desk/matters/[0-9a-f-]{36}", visit.path), f"{number} is not found: {visit.text()}"
    return visit.path


def find_issue(visit: Visit, matter: str) -> str:
    """The issue that a matter was put to, which happens soon after it was filed; the address of its page."""
    for _ in range(300):
        visit.open(f"{matter}/known")
        link = visit.page.locator("main a[href^='/desk/issues/']")
        if link.count():
            return link.first.get_attribute("href")
        visit.page.wait_for_timeout(200)
    raise AssertionError(f"{matter} was put to no issue: {visit.text()}")


def count_found(visit: Visit, words: str) -> int:
    """How many matters a search of the desk lists."""
    visit.open(f"{product.SEARCH}?q={quote(words)}")
    return visit.page.locator("main a.row").count()


def track(visit: Visit, receipt: Receipt) -> None:
    visit.open(product.TRACK)
    form = visit.page.locator(product.MAIN_FORM).first
    visit.fill(form, {"number": receipt.number, "code": receipt.code})
    visit.submit(form)
    assert receipt.number in visit.text(), visit.text()


def send(visit: Visit, act: str, values: dict[str, str]) -> None:
    """What the filer does on the tracking page."""
    form = visit.page.locator(product.FILERS_STEPS)
    visit.fill(form, values)
    visit.submit(form, f"button[formaction$='/track/{act}']")
    assert not visit.errors(), f"{act}: {visit.errors()}"
