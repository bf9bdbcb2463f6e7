import Base
import Web

/// Turning one's second factor on and off, and new recovery codes.
struct SecondFactorRoutes: Sendable {
    let store: AccountStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/account/second-factor", .settingUp, "How one's second factor stands") { try await page($0) }
        table.post(
            "/account/second-factor", .settingUp, "Begins to turn the second factor on", redraw: { try await page($0) }
        ) { try await begin($0) }
        table.post(
            "/account/second-factor/confirmation", .settingUp,
            "Turns it on with the first code and shows the recovery codes",
            redraw: { try await page($0) }
        ) { try await confirm($0) }
        table.post(
            "/account/second-factor/recovery-codes", .staff, "Makes new recovery codes", redraw: { try await page($0) }
        ) { try await renew($0) }
        table.post(
            "/account/second-factor/removal", .staff, "Turns the second factor off", redraw: { try await page($0) }
        ) { try await remove($0) }
    }

    private func page(_ visit: Visit, _ faults: [String: Words] = [:]) async throws -> Reply {
        let person = try visit.staff()
        let state = try await store.factorState(of: person.account)
        var stage = SecondFactorPage.Stage.off
        if state.since != nil {
            stage = .on(state)
        } else if let secret = try await store.factorSecret(person, session: try visit.session(), at: visit.now) {
            stage = .waiting(secret: secret, login: try await store.login(of: person.account))
        }
        let page = SecondFactorPage(
            visit: visit, stage: stage, place: faces.place, isRequired: person.owesSecondFactor, faults: faults)
        return faces.desk(
            visit, title: visit.say(FactorWords.title), page.html, keeping: .page(AccountPaths.factor),
            status: faults.isEmpty ? 200 : 422)
    }

    private func begin(_ visit: Visit) async throws -> Reply {
        do {
            try await store.beginFactor(
                try visit.staff(), password: visit.form.text("password"), session: try visit.session(),
                at: visit.signInPlace, visit.now)
            return .redirect(AccountPaths.factor)
        } catch AccountError.wrong {
            return try await page(visit, ["password": SecurityWords.passwordWrong])
        }
    }

    private func confirm(_ visit: Visit) async throws -> Reply {
        do {
            let codes = try await store.confirmFactor(
                try visit.staff(), code: visit.form.text("password-code"), session: try visit.session(), at: visit.now)
            guard let codes else { return try await page(visit, ["password-code": FactorWords.wrong]) }
            return show(codes, isFirst: true, visit)
        } catch AccountError.unknown {
            // Nothing waits any more: it was confirmed before, or too late.
            return .redirect(AccountPaths.factor)
        }
    }

    private func renew(_ visit: Visit) async throws -> Reply {
        do {
            let codes = try await store.renewCodes(
                try visit.staff(), password: visit.form.text("password"), code: visit.form.text("password-code"),
                at: visit.signInPlace, visit.now)
            return show(codes, isFirst: false, visit)
        } catch let error as AccountError {
            return try await refused(error, visit)
        }
    }

    private func remove(_ visit: Visit) async throws -> Reply {
        do {
            try await store.removeFactor(
                try visit.staff(), password: visit.form.text("password"), code: visit.form.text("password-code"),
                at: visit.signInPlace, visit.now)
            return .redirect(AccountPaths.factor)
        } catch let error as AccountError {
            return try await refused(error, visit)
        }
    }

    private func refused(_ error: AccountError, _ visit: Visit) async throws -> Reply {
        switch error {
        case .wrong: try await page(visit, ["password": SecurityWords.passwordWrong])
        case .wrongCode: try await page(visit, ["password-code": FactorWords.wrong])
        default: throw error
        }
    }

    private func show(_ codes: [String], isFirst: Bool, _ visit: Visit) -> Reply {
        // A switch would draw the page again, and the codes would be gone.
        faces.desk(
            visit, title: visit.say(FactorWords.codes),
            RecoveryCodesPage(visit: visit, codes: codes, isFirst: isFirst).html, keeping: .nothing)
    }
}
