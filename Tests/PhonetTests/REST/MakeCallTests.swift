import CallRules
import HTTPClientTypes
import HTTPTypes
import Phonet
import Testing

@Suite("Making a call, and ending it")
struct MakeCallTests {
    private static let proof = "GET /rest/calls/active/v3"
    private static let call = "POST /rest/user/makeCall"
    private static let uuid = "c5d8e6a1407b4d1e9f3a72b6058c4de2"
    private static let made = Script.Answer.body("{\"uuid\":\"\(uuid)\"}")

    private func call(_ script: Script) throws -> Result<String, PhonetError> {
        try script.account(chance: 0.5).makeCall(extension: "101", number: "+380500000022")
    }

    private func count(_ script: Script) -> Int {
        script.story.filter { $0 == MakeCallTests.call }.count
    }

    @Test("The documented question is asked, and the call's uuid comes back as we write it")
    func documented() throws {
        let script = Script(
            .session("0A1B"), .body("[]"),
            .body(#"{"uuid":" C5D8E6A1-407B-4D1E-9F3A-72B6058C4DE2 ","extra":[]}"#))
        #expect(try call(script) == .success(MakeCallTests.uuid))
        #expect(script.story == ["sign in", MakeCallTests.proof, MakeCallTests.call])
        let question = try #require(script.requests.last)
        #expect(question.head.headerFields[.cookie] == "balancer=b2; JSESSIONID=0A1B")
        #expect(question.head.headerFields[.contentType] == "application/json")
        #expect(
            String(decoding: question.body, as: UTF8.self)
                == #"{"legExt":"101","otherLegNum":"+380500000022"}"#)
    }

    @Test(
        "Public numbers go with a plus, internal ones as they are, extensions keep their zeros",
        arguments: [
            ("0500000022", "+380500000022"), ("+48 501 234 567", "+48501234567"), ("102", "102"),
            ("001", "001"),
        ])
    func numbers(number: String, sent: String) throws {
        let script = Script(.session("a"), .body("[]"), MakeCallTests.made)
        let result = try script.account().makeCall(extension: "001", number: number)
        #expect(result == .success(MakeCallTests.uuid))
        #expect(
            script.requests.last.map { String(decoding: $0.body, as: UTF8.self) }
                == #"{"legExt":"001","otherLegNum":"\#(sent)"}"#)
    }

    @Test("A session that has ended is found out before the call, not by it")
    func endedSession() throws {
        let script = Script(
            .session("old"), .status(403), .session("new"), .body("[]"), MakeCallTests.made)
        #expect(try call(script) == .success(MakeCallTests.uuid))
        let proof = MakeCallTests.proof
        #expect(script.story == ["sign in", proof, "sign in", proof, MakeCallTests.call])
        #expect(script.requests.last?.head.headerFields[.cookie] == "balancer=b2; JSESSIONID=new")
    }

    @Test("A session that worked in the last half minute needs no proof, an older one does")
    func proof() throws {
        let script = Script(
            .session("a"), .body("[]"), MakeCallTests.made, MakeCallTests.made, .body("[]"),
            MakeCallTests.made)
        let account = try script.account()
        #expect(account.users() == .success([]))
        for pause in [Duration.seconds(30), .seconds(29), .milliseconds(30_001)] {
            script.uptime.withLock { $0 += pause }
            let result = account.makeCall(extension: "101", number: "102")
            #expect(result == .success(MakeCallTests.uuid))
        }
        let (call, proof) = (MakeCallTests.call, MakeCallTests.proof)
        #expect(script.story == ["sign in", "GET /rest/users", call, call, proof, call])
    }

    @Test(
        "Whatever Phonet answers to the call, it is sent once and the cause is named",
        arguments: [
            (Script.Answer.status(403), PhonetError.accessRefused),
            (.status(401), .accessRefused),
            (.status(302), .redirected), (.status(429, retryAfter: 1), .tooManyRequests),
            (.status(500), .serverFailed(500)), (.status(503), .serverFailed(503)),
            (.status(400), .callRefused(400)), (.status(404), .callRefused(404)),
            (.status(422), .callRefused(422)),
            (.status(504), .callUnconfirmed(.serverFailed(504))),
            (.body(""), .callUnconfirmed(.notJSON)),
            (.body("<html>"), .callUnconfirmed(.notJSON)),
            (.body("{\"uuid\":\"c5"), .callUnconfirmed(.notJSON)),
            (.body("{}"), .callUnconfirmed(.unexpectedAnswer)),
            (.body("[]"), .callUnconfirmed(.unexpectedAnswer)),
            (.body("{\"uuid\":null}"), .callUnconfirmed(.unexpectedAnswer)),
            (.body("{\"uuid\":\" - \"}"), .callUnconfirmed(.unexpectedAnswer)),
            (.failure(.timedOut), .callUnconfirmed(.connection(.timedOut))),
            (.failure(.brokenOff), .callUnconfirmed(.connection(.brokenOff))),
            (.failure(.tooLarge), .callUnconfirmed(.connection(.tooLarge))),
            (.failure(.couldNotConnect), .connection(.connectionRefused)),
            (.failure(.certificateRefused), .connection(.certificateNotTrusted)),
        ])
    func once(answer: Script.Answer, expected: PhonetError) throws {
        let script = Script(
            .session("a"), .body("[]"), answer, .session("b"), MakeCallTests.made,
            MakeCallTests.made)
        #expect(try call(script) == .failure(expected))
        #expect(script.story == ["sign in", MakeCallTests.proof, MakeCallTests.call])
        #expect(script.waits.withLock { $0.isEmpty })
    }

    @Test(
        "While Phonet cannot even be read, no call is sent, and nobody waits for it",
        arguments: [
            (Script.Answer.status(500), PhonetError.serverFailed(500)),
            (.status(429), .tooManyRequests), (.failure(.timedOut), .connection(.timedOut)),
            (.body("<html>"), .notJSON),
        ])
    func unreadable(answer: Script.Answer, expected: PhonetError) throws {
        let script = Script(.session("a"), answer, .body("[]"), MakeCallTests.made)
        #expect(try call(script) == .failure(expected))
        #expect(script.story == ["sign in", MakeCallTests.proof])
        #expect(script.waits.withLock { $0.isEmpty })
        #expect(try call(Script(.status(403), .session("b"))) == .failure(.keyRefused))
    }

    @Test("After a refusal the session is proved anew before the next call")
    func refused() throws {
        let script = Script(
            .session("a"), .body("[]"), .status(403), .status(403), .session("b"), .body("[]"),
            MakeCallTests.made)
        let account = try script.account()
        let first = account.makeCall(extension: "101", number: "102")
        #expect(first == .failure(.accessRefused))
        let second = account.makeCall(extension: "101", number: "102")
        #expect(second == .success(MakeCallTests.uuid))
        #expect(count(script) == 2)
        #expect(script.requests.last?.head.headerFields[.cookie] == "balancer=b2; JSESSIONID=b")
    }

    @Test("A call is not sent when too little time is left to hear what became of it")
    func late() throws {
        let slow = Script(
            .session("a"), .body("[]"), MakeCallTests.made, pause: .milliseconds(3600))
        #expect(try call(slow) == .failure(.connection(.timedOut)))
        #expect(count(slow) == 0)
        let slowish = Script(.session("a"), .body("[]"), MakeCallTests.made, pause: .seconds(3))
        #expect(try call(slowish) == .success(MakeCallTests.uuid))
        #expect(slowish.requests.last?.limits.total == .seconds(4))
    }
}

extension MakeCallTests {
    private func hangUp(_ answers: Script.Answer, _ uuid: String = uuid) throws -> String {
        let script = Script(.session("a"), answers, .body(""))
        let result = try script.account(chance: 0.5).hangUp(uuid)
        #expect(script.requests.count == (result.failure == .callNotFound ? 2 : script.story.count))
        #expect(script.waits.withLock { $0.isEmpty })
        return result.failure?.name ?? script.story.last ?? ""
    }

    @Test("A call is ended by its uuid, and the empty answer is a success")
    func hangUp() throws {
        let path = "GET /rest/calls/active/\(MakeCallTests.uuid)/hangup"
        #expect(try hangUp(.body("")) == path)
        #expect(try hangUp(.body("{}"), "C5D8E6A1-407b-4d1e-9f3a-72b6058c4de2") == path)
        #expect(try hangUp(.status(204)) == path)
    }

    @Test("A call that has ended is named so, and so are Phonet's troubles")
    func hangUpErrors() throws {
        #expect(try hangUp(.status(404)) == "call_not_found")
        #expect(try hangUp(.status(429)) == "too_many_requests")
        #expect(try hangUp(.status(500)) == "server_failed")
        #expect(try hangUp(.failure(.timedOut)) == "timed_out")
    }

    @Test("A session that has ended is renewed for it")
    func hangUpRenewed() throws {
        let script = Script(.session("a"), .status(403), .session("b"), .body(""))
        #expect(try script.account().hangUp(MakeCallTests.uuid).failure == nil)
        #expect(script.requests.count == 4)
    }

    @Test("No uuid becomes another question")
    func hostileUUIDs() throws {
        #expect(
            try hangUp(.body(""), "../v3?a=b#c")
                == "GET /rest/calls/active/%2E%2Ev3abc/hangup")
        let script = Script(.session("a"), .body(""))
        for uuid in ["", "..", " - ", "/", "%", String(repeating: "a", count: 65)] {
            #expect(try script.account().hangUp(uuid).failure == .callNotFound)
        }
        #expect(script.requests.isEmpty)
    }
}
