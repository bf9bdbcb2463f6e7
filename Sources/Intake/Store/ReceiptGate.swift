import Accounts
import Base
import Matters
import Storage
import Web

/// Opens a matter to whoever shows number and code; wrong codes are counted by number and by address.
struct ReceiptGate: Sendable {
    let matters: MatterStore
    let accounts: AccountStore

    /// The matter of number and code. Throws `MatterError.wrongReceipt` or `Problem.tooMany`.
    func open(number typed: String, code: String, address: String, at now: Instant) async throws -> Matter {
        try await counted(typed, address, now) { number in
            try await matters.database.read {
                try matters.getMatter(number: number, code: String(code.prefix(60)), in: $0)
            }
        }
    }

    /// The slip of a number and a code that was sent to a telephone. Throws `MatterError.wrongReceipt` or `Problem.tooMany`.
    func open(number typed: String, oneTimeCode: String, address: String, at now: Instant) async throws -> Receipt {
        try await counted(typed, address, now) { number in
            try await matters.openByCode(number: number, code: oneTimeCode, at: now)
        }
    }

    private func counted<Found>(
        _ typed: String, _ address: String, _ now: Instant, _ find: (String) async throws -> Found
    ) async throws -> Found {
        let number = MatterNumber.read(String(typed.prefix(60)))
        let subjects = [
            number.map { "receipt:\($0)@\(address)" }, address.isEmpty ? nil : "receipt-address:" + address,
        ].compactMap(\.self)
        do {
            for subject in subjects { try await accounts.checkAttempts(subject, at: now) }
        } catch AccountError.lockedOut {
            throw Problem.tooMany
        }
        do {
            return try await find(number ?? "")
        } catch MatterError.wrongReceipt {
            for subject in subjects { try await accounts.countFailure(subject, at: now) }
            throw MatterError.wrongReceipt
        }
    }
}
