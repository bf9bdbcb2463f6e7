import ArgumentParser
import AsyncHTTPClient
import Base
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// `shanzhi counterpart`
struct CounterpartCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "counterpart", abstract: "Play a court, an arbitration body or another one that answers by JSON.",
        discussion: "For trials and demonstrations: what it tells is made up. See Documentation/counterparts.md.",
        subcommands: [Play.self]
    )

    /// What can go wrong between two bodies, as the simulator plays it.
    enum Trouble: String, CaseIterable, ExpressibleByArgument {
        /// Every message comes three times.
        case repeated
        /// What is told happened on the day on which the proceeding was opened.
        case late
        /// The second step comes before the first.
        case overtaking
        /// After a step comes another that was open beside it.
        case contradictory
    }

    struct Play: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer what was handed over to a body, step by step, as its program would.",
            discussion: """
                A line for each message: its number, the proceeding, the step and what became of it. Exit 0 when the server answered \
                as documented, 1 with a sentence when it did not.
                """
        )

        @Option(name: .long, help: "The address of a running server.") var address = "http://127.0.0.1:8080"
        @Option(name: .long, help: "A file with the token of a post in the body's unit.") var tokenFile: String
        @Option(name: .long, help: "The code of the body, as in Rules/topics/counterparts.yaml.") var body = "court"
        @Option(name: .long, help: "Trouble to make; may be given several times.") var trouble: [Trouble] = []
        @Option(name: .long, help: "The id of the one proceeding to answer; all that are open unless given.")
        var proceeding: String?
        @Option(name: .long, help: "How many steps to tell of each proceeding at most.") var steps = 10

        func run() async throws {
            guard steps > 0 else { throw ValidationError("--steps is a number of at least 1.") }
            guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
                throw ValidationError("There is no token in \(tokenFile).")
            }
            let line = try CounterpartLine(
                address: address, body: body, token: text.trimmingCharacters(in: .whitespacesAndNewlines))
            do {
                let simulator = CounterpartSimulator(line: line, troubles: Set(trouble))
                for handover in try await line.handovers()
                where proceeding == nil || proceeding == handover.proceeding {
                    try await simulator.play(handover.proceeding, steps)
                }
                try await line.close()
            } catch {
                try? await line.close()
                throw error
            }
        }
    }
}

/// One pass over what was handed over.
private struct CounterpartSimulator {
    let line: CounterpartLine
    let troubles: Set<CounterpartCommand.Trouble>

    func play(_ proceeding: String, _ limit: Int) async throws {
        for _ in 0..<limit {
            guard let now = try await line.handovers().first(where: { $0.proceeding == proceeding }),
                let step = now.steps.first(where: { $0.to != nil && $0.isTellable })
            else { return }
            var early: CounterpartLine.Answer?
            if troubles.contains(.overtaking), let next = try await line.step(after: step, in: now) {
                early = try await tell(next, of: now)
            }
            guard try await tell(step, of: now).state == "taken" else { return }
            if let early {
                let found = try await line.message(early.number)
                report(found, now.proceeding)
                guard found.state == "taken" else {
                    throw Refusal("The message \(early.number) fits now and is still \(found.state).")
                }
            }
            if troubles.contains(.contradictory),
                let other = now.steps.first(where: { $0.to != nil && $0.step != step.step && $0.isTellable })
            {
                // Some steps stay open beside others: a withdrawal after an acceptance contradicts nothing.
                let later = try await line.handovers().first { $0.proceeding == proceeding }
                let isStillOpen = later?.steps.contains { $0.step == other.step } ?? false
                let answer = try await tell(other, of: now)
                guard isStillOpen || answer.state == "held" else {
                    throw Refusal("The message \(answer.number) contradicts the record and is \(answer.state).")
                }
                if isStillOpen { return }
            }
        }
    }

    private func tell(_ step: CounterpartLine.Step, of handover: CounterpartLine.Handover) async throws
        -> CounterpartLine.Answer
    {
        let number = "sim-\(UInt64.random(in: .min ... .max))"
        let at = troubles.contains(.late) ? handover.openedAt : handover.askedAt
        let message = CounterpartLine.Message(number: number, step: step, of: handover, at: at)
        let answer = try await line.tell(message)
        report(answer, handover.proceeding)
        guard troubles.contains(.repeated) else { return answer }
        for _ in 0..<2 {
            let again = try await line.tell(message)
            guard again == answer else {
                throw Refusal("The message \(number) was answered otherwise when it came again.")
            }
        }
        return answer
    }

    private func report(_ answer: CounterpartLine.Answer, _ proceeding: String) {
        let why = answer.why.map { "  \($0.en)" } ?? ""
        print("\(answer.number)  \(proceeding)  \(answer.step ?? "referral")  \(answer.state)\(why)")
    }
}

/// The API of counterparts as its caller sees it, and nothing else of this program.
private struct CounterpartLine {
    struct Step: Decodable, Equatable {
        let step: String
        let to: String?
        var needs: [String] = []

        /// Whether a made-up body can tell of it: it invents words, numbers and days, no grounds.
        var isTellable: Bool { Set(needs).isDisjoint(with: ["ground", "end", "unit", "decision", "stars"]) }
    }

    struct Handover: Decodable {
        let proceeding: String
        let procedure: String
        let openedAt: String
        let askedAt: String
        let steps: [Step]
    }

    struct Answer: Decodable, Equatable {
        struct Why: Decodable, Equatable {
            let en: String
        }
        let number: String
        let step: String?
        let state: String
        let why: Why?
    }

    struct Message: Encodable {
        let number: String
        let proceeding: String
        let step: String
        let happenedAt: String
        let text: String
        let reference: String
        let days: Int?

        init(number: String, step: Step, of handover: Handover, at happened: String) {
            (self.number, self.step, happenedAt) = (number, step.step, happened)
            proceeding = handover.proceeding
            (text, reference) = ("（演示）对方机构的模拟系统告知", "（演示）\(number.suffix(6))号")
            days = step.needs.contains("days") ? 5 : nil
        }
    }

    private struct Page: Decodable {
        let items: [Handover]
        let next: String?
    }

    private struct ProcedureFile: Decodable {
        struct Step: Decodable {
            let code: String
            let from: String?
            let to: String
            let by: [String]
        }
        let steps: [Step]
    }

    private let address: String
    private let body: String
    private let token: String
    private let client: HTTPClient

    init(address: String, body: String, token: String) throws {
        guard let parts = URLComponents(string: address), parts.host != nil, parts.scheme?.hasPrefix("http") == true
        else {
            throw ValidationError("\(address) is not the address of a server.")
        }
        (self.address, self.body, self.token) = (address, body, token)
        client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton)
    }

    func close() async throws { try await client.shutdown() }

    /// Everything open, all pages of it.
    func handovers() async throws -> [Handover] {
        var all: [Handover] = [], next: String? = "/api/v1/counterparts/\(body)/handovers?limit=100"
        while let path = next {
            let page: Page = try await ask(path)
            all += page.items
            next = page.next
        }
        return all
    }

    func message(_ number: String) async throws -> Answer {
        try await ask("/api/v1/counterparts/\(body)/messages/\(number)")
    }

    func tell(_ message: Message) async throws -> Answer {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return try await ask("/api/v1/counterparts/\(body)/messages", posting: encoder.encode(message))
    }

    /// The step that the body could take from where another leads.
    func step(after step: Step, in handover: Handover) async throws -> Step? {
        let file: ProcedureFile = try await ask("/api/v1/procedures/\(handover.procedure)")
        let next = file.steps.first { $0.from == step.to && $0.from != $0.to && $0.by.contains("counterpart") }
        return next.map { Step(step: $0.code, to: $0.to) }
    }

    private func ask<Value: Decodable>(_ path: String, posting body: Data? = nil) async throws -> Value {
        var request = HTTPClientRequest(url: address + path)
        request.headers.add(name: "authorization", value: "Bearer \(token)")
        request.headers.add(name: "accept-language", value: "en")
        if let body {
            request.method = .POST
            request.headers.add(name: "content-type", value: "application/json")
            request.headers.add(name: "idempotency-key", value: UUID().uuidString)
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let response = try await client.execute(request, timeout: .seconds(30))
        let bytes = Data((try await response.body.collect(upTo: 8 << 20)).readableBytesView)
        guard response.status == .ok else {
            throw Refusal(
                "The server refused \(path) with \(response.status.code): \(String(decoding: bytes, as: UTF8.self))")
        }
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Value.self, from: bytes)
    }
}
