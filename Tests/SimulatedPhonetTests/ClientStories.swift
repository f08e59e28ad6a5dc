import Phonet
import SimulatedPhonet
import Testing

@Suite("The gateway's client at the simulated Phonet")
struct ClientStories {
    @Test("It signs in and lists Olena, Taras and Marko, and nothing is wrong with its requests")
    func users() throws {
        let vitryla = Vitryla()
        let users = try vitryla.client().users().get()
        #expect(users.map(\.ext) == ["101", "102", "103"])
        #expect(users.map(\.displayName) == SimulatedUser.staff.map(\.name))
        #expect(vitryla.story == ["authorize", "users"])
        #expect(vitryla.complaints == [])
    }

    @Test("A session that ended is renewed, and the question asked once more")
    func expired() throws {
        let vitryla = Vitryla()
        let client = try vitryla.client()
        _ = try client.users().get()
        vitryla.exchange.use { $0.misbehave(.expired, at: .users) }
        #expect(try client.users().get().count == 3)
        #expect(vitryla.story == ["authorize", "users", "users", "authorize", "users"])
        #expect(vitryla.complaints == [])
    }

    @Test("A wrong key is refused")
    func wrongKey() throws {
        let client = try Vitryla().client(key: "WRONGkey000000000000000000000000")
        #expect(throws: PhonetTrouble.keyRefused) { try client.users().get() }
    }

    @Test(
        "Every fault has its named cause",
        arguments: [
            (Fault.forbidden, PhonetTrouble.accessRefused), (.unauthorised, .accessRefused),
            (.tooManyRequests, .tooManyRequests), (.failed, .serverFailed(500)),
            (.notFound, .unexpectedStatus(404)), (.redirect, .redirected),
            (.hang, .connection(.timedOut)), (.truncated, .notJSON), (.html, .notJSON),
            (.wrongShape, .unexpectedAnswer), (.tooLarge, .connection(.tooLarge)),
            (.brokenOff, .connection(.brokenOff)),
        ])
    func fault(fault: Fault, trouble: PhonetTrouble) throws {
        let vitryla = Vitryla { $0.misbehave(fault, at: .users) }
        let client = try vitryla.client()
        // Without tries in between, so that the first fault is the one that is told.
        #expect(throws: trouble) { try client.check().get() }
        #expect(vitryla.exchange.use { $0.elsewhere } == [])
        vitryla.exchange.use { $0.misbehave(nil, at: .users) }
        #expect(try client.check().get().count == 3)
    }

    @Test("An authorisation without a session is told apart")
    func noCookie() throws {
        let vitryla = Vitryla { $0.misbehave(.noCookie, at: .authorize) }
        let client = try vitryla.client()
        #expect(throws: PhonetTrouble.noSessionCookie) { try client.check().get() }
    }

    @Test("A fault that is ordered once happens once")
    func times() throws {
        let vitryla = Vitryla { $0.misbehave(.failed, at: .users, times: 2) }
        let client = try vitryla.client()
        for _ in 0..<2 {
            #expect(throws: PhonetTrouble.serverFailed(500)) { try client.check().get() }
        }
        #expect(try client.check().get().count == 3)
    }
}
