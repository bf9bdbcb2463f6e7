"""What htmx, ECharts and Leaflet add to a page, and that the page is whole without them and without scripts."""

import re

import product
import pytest

LANGUAGES = pytest.mark.parametrize("language", ["zh-CN", "en-GB"], ids=["zh", "en"])
BY_DAY_AND_NIGHT = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
SIDE = "#suggestions"
TREND, TREND_BOX = "#live-trend svg.trend", "[data-trend]"
MAP, MAP_BOX = "#live-map svg.map", "[data-map]"
NEARER, FARTHER = "[data-zoom='1']", "[data-zoom='-1']"
# A fresh copy of a part of the page takes its place, as command.js does it.
REFRESH = """id => { const part = document.getElementById(id);
    part.replaceChildren(...[...part.childNodes].map(node => node.cloneNode(true))) }"""


def wide(page) -> float:
    return page.locator(f"{MAP_BOX} svg.map").bounding_box()["width"]


def without_libraries(one) -> None:
    """As where the folder of libraries was never fetched: the page does not even name them."""
    def strip(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=re.sub(r"<script src=\"/assets/vendor/[^>]*></script>", "", answer.text()))
    one.page.route(re.compile(r"/(command|desk/intake)$"), strip)


# --- The window ---

@BY_DAY_AND_NIGHT
def test_proposals_appear_while_the_clerk_types(visit, dark):
    clerk = visit(account=product.WINDOW, dark=dark)
    page = clerk.open(product.INTAKE)
    assert page.locator(f"{SIDE} [name=target]").count() == 0
    page.locator("textarea[name=text]").press_sequentially("楼下餐馆油烟太大")
    page.wait_for_selector(f"{SIDE} [name=target]", state="attached")
    assert "油烟" in clerk.text(SIDE)
    assert page.locator("textarea[name=text]").input_value() == "楼下餐馆油烟太大"
    clerk.check_access()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        clerk.check_width()
        clerk.picture(f"libraries window {width} {'dark' if dark else 'light'}")


def test_what_is_being_written_beside_the_form_is_not_overwritten(visit):
    clerk = visit(account=product.WINDOW)
    page = clerk.open(product.INTAKE)
    page.locator("textarea[name=text]").fill(product.FUMES["text"])
    field = page.locator(f"{SIDE} [name=target-name]")
    field.wait_for()
    field.press_sequentially("星桥", delay=350)
    with page.expect_response("**/suggestions"):
        pass
    page.wait_for_timeout(200)
    assert field.input_value() == "星桥"
    assert page.evaluate("document.activeElement.name") == "target-name"


def test_a_proposal_older_than_the_words_is_dropped(visit):
    clerk = visit(account=product.WINDOW)
    page = clerk.open(product.INTAKE)
    asked = []
    page.route("**/suggestions", lambda route: asked.append(route))
    text = page.locator("textarea[name=text]")
    text.fill("楼下餐馆油烟太大")
    page.wait_for_function("() => document.querySelector('#suggestions').classList.contains('htmx-request')")
    text.fill("老板拖欠工资三个月")
    asked[0].continue_()
    page.wait_for_timeout(300)
    assert "油烟" not in clerk.text(SIDE)
    page.unroute("**/suggestions")
    page.wait_for_selector(f"{SIDE} [name=target]", state="attached")
    assert "工资" in clerk.text(SIDE)


def test_an_ended_session_puts_no_sign_in_page_beside_the_form(visit):
    clerk = visit(account=product.WINDOW)
    page = clerk.open(product.INTAKE)
    clerk.context.clear_cookies()
    with page.expect_response("**/suggestions") as answer:
        page.locator("textarea[name=text]").fill(product.FUMES["text"])
    assert answer.value.status == 401
    page.wait_for_timeout(300)
    assert page.locator(f"{SIDE} [name=password]").count() == 0
    assert page.locator("textarea[name=text]").input_value() == product.FUMES["text"]
    clerk.faults.clear()  # htmx names the refusal on the console, once


# --- The trend ---

@LANGUAGES
@BY_DAY_AND_NIGHT
def test_the_trend_answers_to_a_pointer(visit, language, dark):
    head = visit(account=product.CENTRE_HEAD, language=language, dark=dark)
    page = head.open(product.COMMAND)
    box = page.locator(TREND_BOX)
    box.locator("svg").wait_for()
    assert not page.locator(TREND).is_visible()
    words = ("Received", "Ended") if language.startswith("en") else ("收到", "办结")
    assert all(word in box.inner_text() for word in words)
    assert box.locator("svg path[stroke-dasharray]").count() > 0, "one line is dashed: colour is not all that tells them apart"
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    page.mouse.move(place["x"] + place["width"] * 0.6, place["y"] + place["height"] * 0.6)
    tip = box.locator("strong")
    tip.wait_for()
    day = tip.inner_text()
    row = page.locator("#live-trend tr", has_text=day).first
    figures = [cell.strip() for cell in row.locator("td.num").all_text_contents()]
    said = tip.locator("xpath=..").inner_text()
    assert said.split("\n")[1:] == [f"{word} {figure}" for word, figure in zip(words, figures)], said
    head.check_access()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        head.check_width()
        head.picture(f"libraries command {language[:2]} {width} {'dark' if dark else 'light'}")


def test_trend_and_map_follow_fresh_figures(visit):
    head = visit(account=product.CENTRE_HEAD)
    page = head.open(product.COMMAND)
    page.locator(f"{TREND_BOX} svg").wait_for()
    page.evaluate("""() => {
        document.querySelector('#live-trend tbody tr td:nth-child(2)').textContent = '98,765';
        document.querySelector('#live-map svg.map a').setAttribute('aria-label', '芒种街道')
    }""")
    page.evaluate(REFRESH, "live-trend")
    page.evaluate(REFRESH, "live-map")
    page.wait_for_function("() => document.querySelector('[data-trend]').textContent.includes('100,000')")
    assert page.locator(f"{MAP_BOX} a[aria-label='芒种街道']").count() == 1


# --- The map ---

def becomes(page, what, wanted: float, within: float) -> None:
    """Waits until a figure is what it should be: the map is drawn in the next frame, which a busy machine makes late."""
    for _ in range(60):
        if abs(what() - wanted) < within:
            return
        page.wait_for_timeout(100)
    assert abs(what() - wanted) < within


@pytest.mark.parametrize("device", ["desk", "phone"])
def test_the_map_is_enlarged_moved_and_made_whole_again(visit, device):
    head = visit(account=product.CENTRE_HEAD, device=device)
    page = head.open(product.COMMAND)
    box = page.locator(MAP_BOX)
    box.locator("svg.map").wait_for()
    towns = page.locator(f"{MAP} a").count()
    assert box.locator("svg.map a[aria-label][href^='/command/towns/']").count() == towns > 0
    assert not page.locator(MAP).is_visible()
    start = wide(page)
    assert abs(start - box.bounding_box()["width"]) < 3, "at first the whole is seen"
    box.locator(NEARER).click()
    becomes(page, lambda: wide(page), 2 * start, 3)
    head.picture(f"libraries map near {device}")
    before = box.locator("svg.map").bounding_box()["x"]
    place = box.bounding_box()
    middle = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 60, middle[1] + 20, steps=5)
    page.mouse.up()
    becomes(page, lambda: box.locator("svg.map").bounding_box()["x"], before + 60, 4)
    assert head.path == product.COMMAND, "dragging opens no town"
    box.locator(FARTHER).click()
    becomes(page, lambda: wide(page), start, 3)
    head.check_width()


def test_a_box_that_is_small_for_a_moment_leaves_the_map_as_near_as_it_was(visit):
    head = visit(account=product.CENTRE_HEAD)
    page = head.open(product.COMMAND)
    box = page.locator(MAP_BOX)
    box.locator("svg.map").wait_for()
    start = wide(page)
    box.locator(NEARER).click()
    becomes(page, lambda: wide(page), 2 * start, 3)
    before = box.locator("svg.map").bounding_box()["x"]
    box.evaluate("box => { box.style.width = '60px' }")
    becomes(page, lambda: wide(page), 120, 3)
    box.evaluate("box => { box.style.width = '' }")
    becomes(page, lambda: wide(page), 2 * start, 3)
    becomes(page, lambda: box.locator("svg.map").bounding_box()["x"], before, 4)


def test_the_map_is_walked_and_enlarged_by_keyboard(visit):
    head = visit(account=product.CENTRE_HEAD)
    page = head.open(product.COMMAND)
    page.locator(f"{MAP_BOX} svg.map").wait_for()
    page.locator(MAP_BOX).focus()
    start = wide(page)
    page.keyboard.press("+")
    becomes(page, lambda: wide(page), 2 * start, 3)
    page.keyboard.press("Tab")
    for _ in range(6):
        page.keyboard.press("Tab")
        inside = page.evaluate("""() => { const one = document.activeElement, box = document.querySelector('[data-map]');
            if (!box.contains(one) || one.tagName !== 'a') return true;
            const a = one.getBoundingClientRect(), b = box.getBoundingClientRect();
            return a.right > b.left && a.left < b.right && a.bottom > b.top && a.top < b.bottom }""")
        assert inside, "what has the focus is seen"
    head.check_access()


def test_a_town_on_the_map_leads_into_it_and_its_own_map_is_movable(visit):
    head = visit(account=product.CENTRE_HEAD)
    page = head.open(product.COMMAND)
    link = page.locator(f"{MAP_BOX} a[href^='{product.TOWN_FIGURES}'] path")
    link.wait_for()
    link.click()
    page.wait_for_url(f"**{product.TOWN_FIGURES}*")
    page.locator(f"{MAP_BOX} svg.map").wait_for()
    start = wide(page)
    page.locator(NEARER).click()
    page.wait_for_timeout(100)
    assert wide(page) > start * 1.9
    head.check_access()


def test_a_finger_scrolls_past_a_map_that_is_seen_whole(visit):
    head = visit(account=product.CENTRE_HEAD, device="phone")
    page = head.open(product.COMMAND)
    box = page.locator(MAP_BOX)
    box.locator("svg.map").wait_for()
    touch = "getComputedStyle(document.querySelector('[data-map]')).touchAction"
    assert page.evaluate(touch) != "none"
    box.locator(NEARER).click()
    page.wait_for_timeout(100)
    assert page.evaluate(touch) == "none"


# --- Without ---

def test_without_scripts_and_on_paper_the_servers_drawings_stand(visit):
    head = visit(account=product.CENTRE_HEAD, script=False)
    page = head.open(product.COMMAND)
    for one in (TREND, MAP, "#live-trend .trend-legend"):
        assert page.locator(one).is_visible(), one
    assert not page.locator(TREND_BOX).is_visible() and not page.locator(MAP_BOX).is_visible()
    printing = visit(account=product.CENTRE_HEAD)
    page = printing.open(product.COMMAND)
    page.locator(f"{TREND_BOX} svg").wait_for()
    page.emulate_media(media="print")
    assert page.locator(TREND).is_visible() and page.locator(MAP).is_visible()
    assert not page.locator(TREND_BOX).is_visible() and not page.locator(MAP_BOX).is_visible()


def test_where_no_library_was_fetched_the_pages_are_as_the_server_made_them(visit):
    one = visit(account=product.WINDOW)
    without_libraries(one)
    page = one.open(product.COMMAND)
    assert page.locator(TREND).is_visible() and page.locator(MAP).is_visible()
    one.open(product.INTAKE)
    form = page.locator("form.window-panes")
    one.fill(form, {name: value for name, value in product.FUMES.items() if name != "address"})
    one.submit(form, "button[value=suggest]")
    assert page.locator(f"{SIDE} [name=target]").count()


def test_libraries_are_kept_by_the_browser_and_come_from_this_site(visit, server):
    one = visit(account=product.CENTRE_HEAD)
    page = one.open(product.COMMAND)
    names = page.evaluate("[...document.scripts].map(one => one.getAttribute('src')).filter(one => one.includes('vendor'))")
    assert len(names) == 2
    for name in names:
        answer = one.context.request.get(name)
        assert answer.ok and "immutable" in answer.headers["cache-control"], name
    assert "immutable" not in one.context.request.get("/assets/shanzhi.css").headers["cache-control"]
