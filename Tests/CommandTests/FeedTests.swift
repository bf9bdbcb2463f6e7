import Base
import Matters
import Testing
import Web

@testable import Command

@Suite struct FeedTests {
    @Test func `whoever listens hears what happens from then on`() async throws {
        let feed = Feed(buffer: 2, seats: 1)
        let id = RecordID.make(at: CommandWorld.now)
        func event(_ action: String) -> FeedEvent { FeedEvent(matter: id, action: action, at: CommandWorld.now) }
        await feed.publish(event("before"))
        var listener = await feed.subscribe().makeAsyncIterator()
        var late = await feed.subscribe().makeAsyncIterator()
        #expect(await late.next() == nil)
        for action in ["accept", "transfer", "answer"] { await feed.publish(event(action)) }
        #expect(await listener.next()?.action == "transfer")
        #expect(await listener.next()?.action == "answer")
    }

    @Test func `an event says number, kind, town and step, and only to those who may see the matter`() async throws {
        let world = try await CommandWorld()
        let id = try await world.matter(kind: .dispute, share: ["town10"], against: "centre")
        let routes = FeedRoutes(store: world.store, matters: world.matters, maps: world.maps, feed: world.feed)
        let event = FeedEvent(matter: id, action: nil, at: CommandWorld.now)
        let town = try world.signedIn("town10").actor
        let said = try #require(await routes.message(event, for: town, .english))
        #expect(said.hasPrefix("event: matter\ndata: {\"href\":\"/desk/matters/\(id)\""))
        #expect(said.contains("\"what\":\"Received\"") && said.contains("\"place\":\"Yushui Subdistrict\""))
        #expect(said.hasSuffix("}\n\n") && said.contains("10:31"))
        #expect(try await routes.message(event, for: town, .traditional)?.contains("糾紛") == true)
        #expect(try await routes.message(event, for: world.signedIn("centre").actor, .english) == nil)
        #expect(try await routes.message(event, for: world.signedIn("town11").actor, .english) == nil)
    }

    @Test func `a stream ends with its session and carries nothing more`() async throws {
        let world = try await CommandWorld()
        let id = try await world.matter(share: ["town10"])
        let reply = try await world.ask("/command/events", as: world.signedIn("town10"))
        guard case .events(let stream) = reply.body else {
            Issue.record("not a stream")
            return
        }
        var messages = stream.makeAsyncIterator()
        #expect(await messages.next() == "retry: 5000\n\n")
        await world.session.end()
        await world.feed.publish(FeedEvent(matter: id, action: "accept", at: CommandWorld.now))
        #expect(await messages.next() == nil)
    }

    @Test func `a stream whose session has ended closes by itself within a beat`() async throws {
        let world = try await CommandWorld()
        var routes = FeedRoutes(store: world.store, matters: world.matters, maps: world.maps, feed: world.feed)
        routes.beat = .milliseconds(1)
        routes.stillSignedIn = { [session = world.session] _ in await session.stands }
        await world.session.end()
        var table = RouteTable()
        routes.add(to: &table)
        let reply = try await table.routes[0].handle(world.visit("/command/events", as: world.signedIn("town10")))
        guard case .events(let stream) = reply.body else {
            Issue.record("not a stream")
            return
        }
        let messages = await stream.reduce(into: []) { $0.append($1) }
        #expect(messages == ["retry: 5000\n\n"])
    }

    @Test func `a stream carries events and leaves its seat when nobody reads it any more`() async throws {
        let world = try await CommandWorld()
        let id = try await world.matter(share: ["town10"])
        do {
            let reply = try await world.ask("/command/events", as: world.signedIn("town10"))
            guard case .events(let stream) = reply.body else {
                Issue.record("not a stream")
                return
            }
            #expect(await world.feed.listenerCount == 1)
            await world.feed.publish(FeedEvent(matter: id, action: "accept", at: CommandWorld.now))
            var messages = stream.makeAsyncIterator()
            #expect(await messages.next() == "retry: 5000\n\n")
            // On a busy machine a beat may come first.
            var said = await messages.next()
            while said?.hasPrefix(":") == true { said = await messages.next() }
            #expect(said?.contains("\(id)") == true)
        }
        for _ in 0..<50_000 where await world.feed.listenerCount > 0 { await Task.yield() }
        #expect(await world.feed.listenerCount == 0)
    }
}
