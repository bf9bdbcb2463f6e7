import Accounts
import App
import Base
import Disputes
import Journal
import Markup
import Matters
import Storage
import TestDistrict
import Testing

/// What residents and clerks meet: the kiosk, the screen, the queue, bookings, reception days.
@Suite struct CentrePageTests {
    private func path(_ house: DisputeWorld, _ rest: String, _ code: String = "centre") async throws -> String {
        "/\(rest.replacing("ID", with: try await house.world.unit(code).id.text))"
    }

    @Test func `a resident draws a number at the kiosk and the screen shows it at its window`() async throws {
        let house = try await DisputeWorld(), server = try house.world.server()
        let resident = TestClient(server), clerk = TestClient(server)
        let kiosk = try await path(house, "centres/ID/tickets")
        #expect(try await resident.get(kiosk).status == 200)
        let drawn = try await resident.post(kiosk, [("form", "ticket"), ("window", ""), ("priority", "none")])
        #expect(drawn.status == 303)
        #expect(try await resident.get(try #require(drawn.location)).text.contains("A001"))
        try await clerk.signIn("chenglichun")
        let queue = try await path(house, "desk/centres/ID/queue")
        #expect(try await clerk.get(queue + "?window=1").text.contains("A001"))
        let called = try await clerk.post(
            try await path(house, "desk/centres/ID/calls"), [("form", "next"), ("window", "1")])
        #expect(called.status == 303)
        let screen = try await resident.get(try await path(house, "centres/ID/screen"))
        #expect(screen.text.contains("A001"))
        #expect(screen.headers["refresh"] == "5")
        let again = try await clerk.post(
            try await path(house, "desk/centres/ID/calls"), [("form", "next"), ("window", "1")])
        #expect(again.status == 422)
        #expect(HTMLLint.problems(in: screen.text) == [])
        #expect(HTMLLint.problems(in: again.text) == [])
    }

    @Test func `a name that was booked stands on no page that residents can open`() async throws {
        let house = try await DisputeWorld(), server = try house.world.server(), resident = TestClient(server)
        let window = try await house.centre().windows[0].id, form = try await path(house, "centres/ID/appointments")
        #expect(try await resident.get(form).status == 200)
        func book(_ time: String, _ name: String = "白露") async throws -> TestClient.Answer {
            try await resident.post(
                form,
                [
                    ("form", "book"), ("resource", "window:\(window)"), ("day", "2019-11-27"), ("from", time),
                    ("name", name), ("phone", "00012345678"),
                ])
        }
        let booked = try await book("09:00")
        #expect(booked.status == 303)
        let own = try await resident.get(try #require(booked.location))
        #expect(own.text.contains("9:00") && !own.text.contains("白露"))
        #expect(HTMLLint.problems(in: own.text) == [])
        let taken = try await book("09:15", "秋分")
        #expect(taken.status == 422)
        #expect(!taken.text.contains("白露"))
        #expect(try await book("20:00").status == 422)
        #expect(try await book("nine").status == 422)
        for page in ["centres/ID/screen", "centres/ID/tickets", "centres/ID/appointments"] {
            #expect(!(try await resident.get(try await path(house, page)).text.contains("白露")), "\(page)")
        }
        let clerk = TestClient(server)
        try await clerk.signIn("chenglichun")
        let week = try await clerk.get(try await path(house, "desk/centres/ID/bookings") + "?from=2019-11-27")
        #expect(week.text.contains("白露"))
        #expect(HTMLLint.problems(in: week.text) == [])
    }

    @Test func `a resident moves a time that was booked, gives it back, and nobody else's time with it`() async throws {
        let house = try await DisputeWorld(), server = try house.world.server(), resident = TestClient(server)
        let window = try await house.centre().windows[0].id, form = try await path(house, "centres/ID/appointments")
        func book(_ time: String) async throws -> String {
            let fields = [
                ("form", "book"), ("resource", "window:\(window)"), ("day", "2019-11-27"), ("from", time),
                ("name", "白露"), ("phone", "00012345678"),
            ]
            return try #require(try await resident.post(form, fields).location)
        }
        let own = try await book("09:00"), other = try await book("10:00")
        func move(_ time: String, _ revision: String, day: String = "2019-11-27") async throws -> TestClient.Answer {
            try await resident.post(
                own + "/time", [("form", "move"), ("revision", revision), ("day", day), ("from", time)])
        }
        let taken = try await move("10:15", "1")
        #expect(taken.status == 422)
        #expect(HTMLLint.problems(in: taken.text) == [])
        #expect(try await move("09:30", "1", day: "2019-11-25").status == 422)
        #expect(try await move("nine", "1").status == 422)
        #expect(try await move("09:30", "1").status == 303)
        #expect(try await resident.get(own).text.contains("value=\"09:30\""), "a time field takes two digits")
        // A page that was open before, and a double click.
        #expect(try await move("11:00", "1").status == 422)
        #expect(try await book("09:00").isEmpty == false, "the old time is free")
        let cancelled = [("form", "cancel"), ("revision", "2")]
        #expect(try await resident.post(own + "/cancellation", cancelled).status == 303)
        #expect(try await resident.post(own + "/cancellation", cancelled).status == 422)
        let page = try await resident.get(own)
        #expect(page.text.contains("已取消") && !page.text.contains("/cancellation"))
        #expect(HTMLLint.problems(in: page.text) == [])
        #expect(try await resident.get(other).text.contains("已约"))
        // A room that the centre keeps for itself is no resident's.
        let room = Resource(.room, try await house.centre().rooms[0].id)
        let inner = try await house.book([room], house.now.day.adding(days: 1), 540, 600)
        let address = form + "/\(inner)"
        #expect(try await resident.get(address).status == 404)
        #expect(
            try await resident.post(address + "/cancellation", [("form", "cancel"), ("revision", "1")]).status == 404)
        #expect(try await house.world.house.journal.verify(in: house.world.database, heads: nil).isSound)
    }

    @Test func `a clerk of another town opens no centre, and of a matter out of sight one sees a time taken`()
        async throws
    {
        let house = try await DisputeWorld(), server = try house.world.server()
        let receipt = try await house.world.file(to: "village:330110004006")
        let room = Resource(.room, try await house.centre().rooms[3].id)
        try await house.book([room], house.now.day.adding(days: 1), 540, 600, matter: receipt.matter)
        let head = TestClient(server), other = TestClient(server)
        try await head.signIn("hanchunfen")
        try await other.signIn("lyuqingming")
        for part in ["queue", "bookings", "day", "receptions"] {
            let page = try await head.get(try await path(house, "desk/centres/ID/\(part)"))
            #expect(page.status == 200)
            #expect(HTMLLint.problems(in: page.text) == [], "\(part)")
            #expect(try await other.get(try await path(house, "desk/centres/ID/\(part)")).status == 404)
            let town = try await path(house, "desk/centres/ID/\(part)", "town:330110004")
            #expect(try await other.get(town).status == 404)
        }
        let sheet = try await path(house, "desk/centres/ID/day") + "?day=2019-11-27"
        #expect(try await head.get(sheet).text.contains(receipt.number))
        let administrator = TestClient(server)
        try await administrator.signIn("zhongmangzhong")
        let told = try await administrator.get(sheet)
        #expect(told.status == 200)
        #expect(!told.text.contains(receipt.number))
    }

    @Test func `a head sets the reception day, plans it, and records who was received`() async throws {
        let house = try await DisputeWorld(), server = try house.world.server(), head = TestClient(server)
        let town = "town:330110004", receipt = try await house.world.file(to: town)
        try await head.signIn("jiangxiazhi")
        let rule = try await head.post(
            try await path(house, "desk/centres/ID/reception-rules", town),
            [
                ("form", "rule"), ("day-of-month", "26"), ("roll", "next"), ("opens", "09:00"), ("closes", "11:00"),
                ("minutes", "30"), ("lanes", "1"), ("since", "2019-11-01"),
            ])
        #expect(rule.status == 303)
        #expect(try await head.post(try await path(house, "desk/centres/ID/receptions", town), []).status == 303)
        let receptions = house.receptions, id = try await house.world.unit(town).id
        let day = try await house.database.read { try receptions.list(of: id, in: $0) }.last
        let today = try #require(day)
        #expect(today.day == house.now.day)
        let page = "/desk/receptions/\(today.id)"
        let bad = try await head.post(
            page + "/receptions", [("form", "reception"), ("outcome", "passed"), ("number", receipt.number)])
        #expect(bad.status == 422)
        let good = try await head.post(
            page + "/receptions", [("form", "reception"), ("outcome", "solved"), ("number", receipt.number)])
        #expect(good.status == 303)
        let shown = try await head.get(page)
        #expect(shown.text.contains(receipt.number))
        #expect(HTMLLint.problems(in: shown.text) == [])
        let list = try await head.get(try await path(house, "desk/centres/ID/receptions", town))
        #expect(list.text.contains("1 = 1 + 0"))
    }
}
