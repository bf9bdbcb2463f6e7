import Base
import Web

/// One's own account: its start, password, sessions and sign-ins.
struct SecurityRoutes: Sendable {
    let store: AccountStore
    let faces: Faces

    func add(to table: inout RouteTable) {
        table.get("/account", .staff, "The start of the account area") { try await start($0) }
        table.post("/account/tidings", .staff, "Marks what was told about the account as read") { visit in
            try await store.readTidings(of: try visit.staff().account, at: visit.now)
            return .redirect(AccountPaths.start)
        }
        table.get("/account/password", .staff, "The form for a new password") { password($0) }
        table.post("/account/password", .staff, "Changes the password; other sessions end", redraw: { password($0) }) {
            try await changePassword($0)
        }
        table.get("/account/sessions", .staff, "One's own sessions") { try await sessions($0) }
        table.post("/account/sessions/ending", .staff, "Ends all sessions but this one") { visit in
            try await store.endOtherSessions(of: try visit.staff().account, keeping: visit.sessionToken)
            return .redirect(AccountPaths.sessions)
        }
        table.post("/account/sessions/{id}/ending", .staff, "Ends one of one's own sessions") { visit in
            try await store.endSession(try visit.parameter("id"), of: try visit.staff().account)
            return .redirect(AccountPaths.sessions)
        }
        table.get("/account/sign-ins", .staff, "One's own sign-ins") { visit in
            let lines = try await store.signIns(of: try visit.staff().account, limit: 100)
            return faces.desk(
                visit, title: visit.say(SecurityWords.signIns), SignInsPage(visit: visit, lines: lines).html)
        }
    }

    private func start(_ visit: Visit) async throws -> Reply {
        let person = try visit.staff()
        let page = AccountStartPage(
            visit: visit, person: person, tidings: try await store.tidings(of: person.account))
        return faces.desk(visit, title: visit.say(AccountWords.account), page.html)
    }

    private func sessions(_ visit: Visit) async throws -> Reply {
        let lines = try await store.sessions(
            of: try visit.staff().account, current: visit.sessionToken, at: visit.now)
        return faces.desk(
            visit, title: visit.say(SecurityWords.sessions), SessionsPage(visit: visit, sessions: lines).html)
    }

    private func password(_ visit: Visit, _ faults: [String: Words] = [:], isDone: Bool = false) -> Reply {
        faces.desk(
            visit, title: visit.say(SecurityWords.password),
            PasswordPage(visit: visit, faults: faults, isDone: isDone).html, keeping: .page(AccountPaths.password),
            status: faults.isEmpty ? 200 : 422)
    }

    private func changePassword(_ visit: Visit) async throws -> Reply {
        let (old, new) = (visit.form.text("password"), visit.form.text("password-new"))
        if new != visit.form.text("password-again") {
            return password(visit, ["password-again": SecurityWords.passwordDiffers])
        }
        if new == old { return password(visit, ["password-new": SecurityWords.passwordSame]) }
        do {
            try await store.changePassword(
                try visit.staff(), from: old, to: new, keeping: visit.sessionToken, at: visit.signInPlace, visit.now)
            return password(visit, isDone: true)
        } catch AccountError.passwordTooShort {
            return password(visit, ["password-new": SecurityWords.passwordShort])
        } catch AccountError.wrong {
            return password(visit, ["password": SecurityWords.passwordWrong])
        }
    }
}
