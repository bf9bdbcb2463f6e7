public import AddressMatch
public import Base
import Synchronization

/// The library in the memory of a server: what completion and resolving ask. It is read when it is first asked for, and read anew after
/// it has changed; while a large one is read anew, the former one answers.
public final class LibraryService: Sendable {
    /// The library at a number of the feed.
    public struct Shelf: Sendable {
        /// The places, by the ids of their records.
        public let register: AddressRegister
        /// Completion over them.
        public let completion: AddressCompletion
        /// The number of the feed at which they were read, and the day on which the divisions stand.
        public let number: Int64, day: Day

        /// The record of a place of the register.
        func id(_ place: Int) -> RecordID? { register.record(place).map { RecordID(trusted: $0) } }
    }

    /// A place that is offered while somebody types.
    public struct Completion: Hashable, Sendable {
        /// The record.
        public let id: RecordID
        /// Its text from the named place on, and what of it was typed, in Unicode scalars.
        public let text: String, marks: [Range<Int>]
        /// The other name that was typed.
        public let other: String?
        /// The town, which tells namesakes apart.
        public let within: String?
    }

    /// The places that a text may become, the best first. `within` is the town's name; `downTo` leaves out what is narrower.
    public func completions(
        _ typed: String, limit: Int = 8, downTo narrowest: AddressKind = .room
    ) async throws -> [Completion] {
        let shelf = try await shelf()
        // What is too narrow must not crowd out what is not.
        let most = narrowest == .room ? limit : limit * 8
        let found = shelf.completion.complete(String(typed.prefix(80)), limit: most).lazy
        return found.filter { shelf.register.kind($0.place) <= narrowest }.prefix(limit).compactMap { found in
            guard let id = shelf.id(found.place) else { return nil }
            return Completion(
                id: id, text: found.text, marks: found.marks, other: found.otherName,
                within: shelf.register.town(of: found.place).flatMap(shelf.register.name(of:)))
        }
    }

    private struct State {
        var shelf: Shelf?
        var reading: Task<Shelf, any Error>?
    }

    private let state = Mutex(State())
    private let read: @Sendable (Day) async throws -> (AddressRegister, number: Int64)
    private let newest: @Sendable () async throws -> Int64
    private let today: @Sendable () -> Day
    private let told: @Sendable (Shelf) -> Void
    /// From how many places on reading takes so long that nobody waits for it.
    private static let large = 20_000

    /// `read` reads the library of a day with the number of the feed, `newest` answers that number alone, `today` is the day, on which
    /// divisions may change that were announced before; `told` gets each that was read.
    public init(
        read: @escaping @Sendable (Day) async throws -> (AddressRegister, number: Int64),
        newest: @escaping @Sendable () async throws -> Int64, today: @escaping @Sendable () -> Day,
        told: @escaping @Sendable (Shelf) -> Void = { _ in }
    ) {
        (self.read, self.newest, self.today, self.told) = (read, newest, today, told)
    }

    /// The library, as new as can be had without a long wait. Throws what reading throws.
    public func shelf() async throws -> Shelf {
        let number = try await newest()
        let shelf = state.withLock { $0.shelf }
        if let shelf, shelf.number == number, shelf.day == today() { return shelf }
        let reading = reading()
        if let shelf, shelf.register.count >= Self.large { return shelf }
        return try await reading.value
    }

    /// The reading that brings what is newest; one at a time.
    private func reading() -> Task<Shelf, any Error> {
        state.withLock { state in
            let reading = state.reading ?? Task { try await self.readAnew() }
            state.reading = reading
            return reading
        }
    }

    private func readAnew() async throws -> Shelf {
        do {
            let day = today()
            let (register, number) = try await read(day)
            let shelf = Shelf(register: register, completion: AddressCompletion(register), number: number, day: day)
            state.withLock { $0 = State(shelf: shelf) }
            told(shelf)
            return shelf
        } catch {
            state.withLock { $0.reading = nil }
            throw error
        }
    }
}
