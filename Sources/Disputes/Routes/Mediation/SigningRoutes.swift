import Accounts
import Base
import Letters
import Markup
import Storage
import Web

/// Where a party signs on their own phone, without an account. Nothing secret stands in the address.
struct SigningRoutes: Sendable {
    let store: MediationStore
    let faces: Faces
    let limit: AddressAllowance

    func add(to table: inout RouteTable) {
        table.get("/sign/{agreement}/{party}", .everyone, "Where a party asks for the code that opens an agreement") {
            try await place($0)
        }
        table.post("/sign/{agreement}/{party}/code", .everyone, "Sends the code") { try await send($0) }
        table.post("/sign/{agreement}/{party}/text", .everyone, "Opens the agreement by the code") {
            try await open($0)
        }
        table.post("/sign/{agreement}/{party}/signature", .everyone, "The party signs, or will not") {
            try await sign($0)
        }
    }

    private func page(_ visit: Visit) async throws -> SigningPage {
        let (agreement, party) = (try visit.id("agreement"), try visit.id("party"))
        let place = try await store.centres.database.read {
            try store.signingPlace(agreement, party, at: visit.now, in: $0)
        }
        return SigningPage(place: place, voice: DisputeVoice(visit))
    }

    private func reply(_ visit: Visit, _ page: SigningPage, status: Int = 200) -> Reply {
        faces.resident(
            visit, title: visit.say(SigningWords.title), page.html,
            keeping: .page(DisputePaths.signing(page.place.agreement, page.place.party)), status: status)
    }

    private func place(_ visit: Visit) async throws -> Reply { reply(visit, try await page(visit)) }

    private func send(_ visit: Visit) async throws -> Reply {
        if try await limit.wait(for: visit) != nil { throw Problem.tooMany }
        var page = try await page(visit)
        let place = page.place
        do {
            let isSent = try await store.centres.database.write {
                try store.sendSigningCode(place.agreement, place.party, at: visit.now, in: $0)
            }
            page.said = isSent ? .sent : .tooMany
            return reply(visit, page, status: isSent ? 200 : 429)
        } catch let error as DisputeError {
            page.voice.fault = error.words
            return reply(visit, page, status: 422)
        }
    }

    private func open(_ visit: Visit) async throws -> Reply {
        var page = try await page(visit)
        let place = page.place
        do {
            let opened = try await store.openToSign(
                place.agreement, place.party, code: visit.form.text("code"), at: visit.now)
            page.said = .opened(opened)
            return reply(visit, page)
        } catch let error as DisputeError {
            page.voice.fault = error.words
            page.said = .sent
            return reply(visit, page, status: 422)
        }
    }

    private func sign(_ visit: Visit) async throws -> Reply {
        var page = try await page(visit)
        let place = page.place, form = visit.form
        let until = Instant(milliseconds: Int64(form.text("until")) ?? 0), ticket = form.text("ticket")
        do {
            if form.text("answer") == "sign" {
                try await store.signByPhone(place.agreement, place.party, ticket: ticket, until: until, at: visit.now)
                page.said = .signed
            } else {
                guard form.text("answer") == "decline" else { return reply(visit, page, status: 422) }
                try await store.declineByPhone(
                    place.agreement, place.party, ticket: ticket, until: until, at: visit.now)
                page.said = .declined
            }
            return reply(visit, page)
        } catch let error as DisputeError {
            page.voice.fault = error.words
            return reply(visit, page, status: 422)
        }
    }
}
