"""The review queue of the address library: decided by keys and by mouse, with and without scripts, and as a spreadsheet."""

import subprocess

import product
import pytest
import server as servers

REVIEW = "/addresses/review"
TITLE = "h1.title"
KEY_OF_PLACE = "button.action[data-key='1']"
TOAST = ".toast"


@pytest.fixture(scope="module")
def queue(server, tmp_path_factory):
    """Rows of two systems that the library is not sure about: namesakes in several villages, and names that it has not."""
    folder = tmp_path_factory.mktemp("systems")
    rows = {
        "water": ["星桥街道寒露苑1幢101室", "星桥街道寒露苑1幢102室", "星桥街道霜降苑5幢", "星桥街道小满新苑2幢", "星桥街道芒种新苑2幢"],
        "post": ["星桥街道寒露苑2幢201室"],
    }
    for name, texts in rows.items():
        file = folder / f"{name}.csv"
        file.write_text("id,address\n" + "".join(f"{at},{text}\n" for at, text in enumerate(texts, 1)), encoding="utf-8")
        command = [
            servers.BINARY, "addresses", "import", file, "--source", name, "--map", "id=id,address=address",
            "--data", server.data, "--home", servers.ROOT,
        ]
        result = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return server


def first_case(person):
    person.open(f"{REVIEW}?kind=name")
    row = person.page.locator(product.MATTER_ROW).first
    assert row.count(), person.text()
    return row


def test_the_queue_is_walked_and_decided_by_keys(visit, queue):
    clerk = visit(account=product.WINDOW)
    first_case(clerk)
    clerk.look("review queue")
    keys = clerk.page.keyboard
    keys.press("j")
    assert clerk.page.evaluate("document.activeElement.matches('[data-rows] a.row')")
    with clerk.page.expect_navigation():
        keys.press("Enter")
    clerk.look("review case")
    first = clerk.path
    with clerk.page.expect_navigation():
        keys.press("j")
    assert clerk.path != first
    with clerk.page.expect_navigation():
        keys.press("k")
    assert clerk.path == first
    keys.press("n")
    assert clerk.page.evaluate("document.activeElement.id") == "name"
    clerk.page.locator(TITLE).click()
    keys.press("a")
    assert clerk.page.evaluate("document.activeElement.id") == "find-place"
    keys.type(product.VILLAGE_PLACE)
    with clerk.page.expect_navigation():
        keys.press("Enter")
    clerk.page.locator(KEY_OF_PLACE).wait_for()
    with clerk.page.expect_navigation():
        keys.press("1")
    assert product.VILLAGE_PLACE in clerk.text(TOAST)
    clerk.look("review toast")
    with clerk.page.expect_navigation():
        keys.press("u")
    assert clerk.path == first
    with clerk.page.expect_navigation():
        keys.press("x")
    assert clerk.path != first
    with clerk.page.expect_navigation():
        keys.press("u")
    assert clerk.path == first
    keys.press("?")
    assert clerk.page.locator("dialog#key-help").is_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_place_is_added_on_a_telephone_and_taken_back(visit, queue, script):
    clerk = visit(account=product.COLLEAGUE, script=script, device="phone")
    row = first_case(clerk)
    clerk.check_shape()
    with clerk.page.expect_navigation():
        row.click()
    clerk.check_shape()
    case = clerk.path
    form = clerk.page.locator("form#new-place")
    clerk.fill(form, {"village": f"label:{product.VILLAGE_UNIT}"})
    clerk.submit(form, "button[value=new]")
    clerk.check_shape()
    assert clerk.page.locator(TOAST).count(), clerk.text()
    with clerk.page.expect_navigation():
        clerk.page.locator(f"{TOAST} button").click()
    assert clerk.path == case


def test_a_spreadsheet_goes_out_and_comes_back(visit, queue, tmp_path):
    clerk = visit(account=product.WINDOW)
    clerk.open(REVIEW)
    with clerk.page.expect_download() as download:
        clerk.page.locator("a[href*='format=csv']").click()
    file = tmp_path / "review.csv"
    download.value.save_as(file)
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    header = lines[0].split(",")
    filled = [lines[0]]
    for line in lines[1:2]:
        cells = line.split(",")
        cells[header.index("决定")] = "不是地址"
        filled.append(",".join(cells))
    file.write_text("\n".join(filled) + "\n", encoding="utf-8")
    form = clerk.page.locator("form[action$='/review/sheet']")
    form.locator("input[type=file]").set_input_files(file)
    clerk.submit(form)
    clerk.look("review sheet")
    clerk.submit(clerk.form("/sheet/decisions"))
    assert "采用了 1 条" in clerk.text(TOAST)
    with clerk.page.expect_navigation():
        clerk.page.locator(f"{TOAST} button").click()


def test_an_auditor_looks_and_has_nothing_to_press(visit, queue):
    auditor = visit(account=product.AUDITOR, language="en-GB")
    row = first_case(auditor)
    auditor.look("review queue of the auditor")
    with auditor.page.expect_navigation():
        row.click()
    auditor.look("review case of the auditor")
    assert not auditor.page.locator("main form[method=post]").count()
