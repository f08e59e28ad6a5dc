import CallRules
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
        #expect(throws: PhonetError.keyRefused) { try client.users().get() }
    }

    @Test(
        "Every fault has its named cause",
        arguments: [
            (Fault.forbidden, PhonetError.accessRefused), (.unauthorised, .accessRefused),
            (.tooManyRequests, .tooManyRequests), (.failed, .serverFailed(500)),
            (.notFound, .unexpectedStatus(404)), (.redirect, .redirected),
            (.hang, .connection(.timedOut)), (.truncated, .notJSON), (.html, .notJSON),
            (.wrongShape, .unexpectedAnswer), (.tooLarge, .connection(.tooLarge)),
            (.brokenOff, .connection(.brokenOff)),
        ])
    func fault(fault: Fault, failure: PhonetError) throws {
        let vitryla = Vitryla { $0.misbehave(fault, at: .users) }
        let client = try vitryla.client()
        // Without tries in between, so that the first fault is the one that is told.
        #expect(throws: failure) { try client.check().get() }
        #expect(vitryla.exchange.use { $0.elsewhere } == [])
        vitryla.exchange.use { $0.misbehave(nil, at: .users) }
        #expect(try client.check().get().count == 3)
    }

    @Test("An authorisation without a session is told apart")
    func noCookie() throws {
        let vitryla = Vitryla { $0.misbehave(.noCookie, at: .authorize) }
        let client = try vitryla.client()
        #expect(throws: PhonetError.noSessionCookie) { try client.check().get() }
    }

    @Test("A fault that is ordered once happens once")
    func times() throws {
        let vitryla = Vitryla { $0.misbehave(.failed, at: .users, times: 2) }
        let client = try vitryla.client()
        for _ in 0..<2 {
            #expect(throws: PhonetError.serverFailed(500)) { try client.check().get() }
        }
        #expect(try client.check().get().count == 3)
    }

    @Test("Its pages of the history bring every call once, without a complaint")
    func history() throws {
        let hour = SimulatedTraffic(calls: 120, from: Vitryla.morning, seconds: 3600, seed: 7)
        let vitryla = Vitryla { $0.take(hour.calls) }
        vitryla.wait(seconds: 5000)
        let client = try vitryla.client()
        let pages = try [0, 50, 100].map { offset in
            try client.history(
                from: Vitryla.morning, to: vitryla.now, offset: offset, limit: 50
            ).get()
        }
        #expect(pages.map(\.count) == [50, 50, 20])
        let ids = pages.flatMap(\.messages).compactMap { message in
            if case .record(let leg) = message { leg.uuid } else { nil }
        }
        #expect(ids == vitryla.exchange.use { $0.records(at: vitryla.now).map(\.uuid) })
        #expect(vitryla.complaints == [])
    }

    @Test("It makes a call, sees it live, hangs up, and the sound can be heard")
    func wholeCall() throws {
        let vitryla = Vitryla()
        let client = try vitryla.client()
        let uuid = try client.makeCall(extension: "101", number: "050 000 00 11").get()
        vitryla.wait(seconds: 8)
        let active = try client.activeCalls().get()
        #expect(active.map(\.leg.uuid) == [uuid])
        #expect(active.map(\.isBridged) == [true])
        try client.hangUp(uuid).get()
        #expect(try client.activeCalls().get().isEmpty)
        #expect(throws: PhonetError.callNotFound) { try client.hangUp(uuid).get() }
        vitryla.wait(seconds: 1)
        let records = vitryla.heard().compactMap { message in
            if case .record(let leg) = message { leg.record } else { nil }
        }
        let address = try #require(records.first?.recordingURL)
        let sound = try client.recording(address, range: "bytes=100-199").get()
        #expect(sound.status == 206 && sound.contentType == "audio/wav")
        #expect(try sound.next()?.count == 100)
        #expect(try sound.next() == nil)
        #expect(vitryla.complaints == [])
    }

    @Test(
        "A call is asked for once, whatever becomes of the answer",
        arguments: [Fault.hang, .truncated, .brokenOff, .failed, .forbidden])
    func once(fault: Fault) throws {
        let vitryla = Vitryla { $0.misbehave(fault, at: .makeCall) }
        let client = try vitryla.client()
        #expect(throws: PhonetError.self) {
            try client.makeCall(extension: "101", number: "+380500000011").get()
        }
        #expect(vitryla.story.filter { $0 == "makeCall" }.count == 1)
    }

    @Test("A recording that breaks off is a trouble, not an end")
    func brokenRecording() throws {
        let story = try #require(Scenario.named("answered").first)
        let call = story.call(startingAt: Vitryla.morning, seed: 1)
        let vitryla = Vitryla {
            $0.take([call])
            $0.misbehave(.brokenOff, at: .recording)
        }
        vitryla.wait(seconds: 60)
        let host = "https://vitryla-demo.phonet.com.ua"
        let address = "\(host)/rest/public/calls/\(call.uuid)/audio"
        let sound = try vitryla.client().recording(address, range: nil).get()
        #expect(sound.contentLength == 80_044)
        #expect(throws: PhonetError.connection(.brokenOff)) {
            while try sound.next() != nil {}
        }
    }
}
