import CallRules
import HTTPClientTypes
import Phonet
import Testing

@Suite("Asking again when Phonet cannot answer at this moment")
struct BackOffTests {
    private static let question = "GET /rest/users"

    /// The result of the request for the users, and the waits before its retries.
    private func ask(
        _ script: Script, chance: Double = 0.5
    ) throws -> (result: Result<[PhonetUser], PhonetError>, waits: [Duration]) {
        let result = try script.account(chance: chance).users()
        return (result, script.waits.withLock { $0 })
    }

    @Test(
        "What may pass is asked three times, after waits that chance makes half or half as long again",
        arguments: [
            (0.0, [200, 600]), (0.5, [400, 1200]), (1.0, [600, 1800]),
        ])
    func waits(chance: Double, milliseconds: [Int]) throws {
        let script = Script(
            .session("a"), .status(503), .failure(.brokenOff), .body("[]"), .body("[]"))
        let (result, waits) = try ask(script, chance: chance)
        #expect(result == .success([]))
        #expect(waits == milliseconds.map { .milliseconds($0) })
        let question = BackOffTests.question
        #expect(script.story == ["sign in", question, question, question])
    }

    @Test(
        "After the third time the failure is told as it is",
        arguments: [
            (Script.Answer.status(429), PhonetError.tooManyRequests),
            (.status(500), .serverFailed(500)), (.status(504), .serverFailed(504)),
            (.failure(.brokenOff), .connection(.brokenOff)),
            (.failure(.couldNotConnect), .connection(.connectionRefused)),
            (.failure(.timedOut), .connection(.timedOut)),
        ])
    func givenUp(answer: Script.Answer, expected: PhonetError) throws {
        let script = Script(.session("a"), answer, answer, answer, .body("[]"))
        let (result, waits) = try ask(script)
        #expect(result == .failure(expected))
        #expect(waits.count == 2)
        #expect(script.requests.count == 4)
    }

    @Test(
        "What will not pass is asked once",
        arguments: [
            (Script.Answer.status(404), PhonetError.unexpectedStatus(404)),
            (.status(301), .redirected), (.body("<html>"), .notJSON),
            (.body("{}"), .unexpectedAnswer), (.failure(.tooLarge), .connection(.tooLarge)),
            (.failure(.couldNotResolve), .connection(.domainNotFound)),
            (.failure(.certificateRefused), .connection(.certificateNotTrusted)),
            (.failure(.addressRefused), .connection(.addressNotAllowed)),
        ])
    func once(answer: Script.Answer, expected: PhonetError) throws {
        let script = Script(.session("a"), answer, .body("[]"))
        let (result, waits) = try ask(script)
        #expect(result == .failure(expected))
        #expect(waits.isEmpty)
        #expect(script.requests.count == 2)
    }

    @Test("A key that is refused is not tried again, a sign-in that Phonet could not answer is")
    func signIn() throws {
        #expect(try ask(Script(.status(403), .session("a"))).result == .failure(.keyRefused))
        let script = Script(.status(503), .session("a"), .body("[]"))
        #expect(try ask(script).result == .success([]))
        #expect(script.story == ["sign in", "sign in", BackOffTests.question])
    }

    @Test("When Phonet says how long to stay away, nobody comes back before")
    func retryAfter() throws {
        let script = Script(
            .session("a"), .status(429, retryAfter: 3), .status(503, retryAfter: 0), .body("[]"))
        let (result, waits) = try ask(script)
        #expect(result == .success([]))
        #expect(waits == [.seconds(3), .milliseconds(1200)])
        let signIn = Script(.status(429, retryAfter: 2), .session("a"), .body("[]"))
        #expect(try ask(signIn).waits == [.seconds(2)])
    }

    @Test(
        "A wait that does not fit into the ten seconds is not begun",
        arguments: [10, 86_400, Int.max])
    func tooLong(seconds: Int) throws {
        let script = Script(.session("a"), .status(429, retryAfter: seconds), .body("[]"))
        let (result, waits) = try ask(script)
        #expect(result == .failure(.tooManyRequests))
        #expect(waits.isEmpty)
    }

    @Test("All tries together take ten seconds at the most")
    func deadline() throws {
        let script = Script(
            .session("a"), .status(500), .status(500), .status(500), pause: .seconds(4))
        let (result, waits) = try ask(script)
        #expect(result == .failure(.serverFailed(500)))
        #expect(waits == [.milliseconds(400)])
        #expect(
            script.requests.map(\.limits.total)
                == [.seconds(10), .seconds(6), .milliseconds(1600)])
    }

    @Test("The history and the living calls are asked again, too")
    func others() throws {
        let script = Script(.session("a"), .status(500), .body("[]"), .status(500), .body("[]"))
        let account = try script.account(chance: 0.5)
        let page = account.history(from: at(1), to: at(2), offset: 0, limit: 50)
        #expect(page == .success(HistoryPage(messages: [], count: 0)))
        #expect(account.activeCalls() == .success([]))
        #expect(script.waits.withLock { $0.count } == 2)
    }

    @Test("Whoever checks the connection is told at once what is wrong")
    func check() throws {
        let script = Script(.session("a"), .status(503), .body("[]"))
        #expect(try script.account(chance: 0.5).check() == .failure(.serverFailed(503)))
        #expect(script.waits.withLock { $0.isEmpty })
    }
}
