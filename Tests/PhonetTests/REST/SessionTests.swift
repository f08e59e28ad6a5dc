import CallRules
import Dispatch
import Foundation
import HTTPClientTypes
import HTTPTypes
import Phonet
import Synchronization
import Testing

@Suite("Signing in at Phonet, and staying so")
struct SessionTests {
    @Test(
        "Domain and key are sent as JSON, and the session's cookies come back with every question")
    func first() throws {
        let script = Script(.session("0A1B"), .body("[]"), .body("[]"))
        let account = try script.account()
        #expect(account.users() == .success([]))
        #expect(account.users() == .success([]))
        #expect(script.story == ["sign in", "GET /rest/users", "GET /rest/users"])

        let signIn = try #require(script.requests.first)
        #expect(signIn.head.method == .post)
        #expect(signIn.head.headerFields[.contentType] == "application/json")
        #expect(signIn.head.headerFields[.cookie] == nil)
        #expect(signIn.head.scheme == "https")
        #expect(signIn.addressPolicy == .publicAddresses)
        #expect(
            String(decoding: signIn.body, as: UTF8.self)
                == #"{"domain":"vitryla-demo.phonet.com.ua","apiKey":"\#(Script.key)"}"#)
        for question in script.requests.dropFirst() {
            #expect(question.head.headerFields[.cookie] == "balancer=b2; JSESSIONID=0A1B")
            #expect(question.head.headerFields[.contentType] == "application/json")
            #expect(question.body.isEmpty)
        }
    }

    @Test(
        "A session that ended is renewed once, and the question repeated",
        arguments: [403, 401, 302])
    func renewed(status: Int) throws {
        let script = Script(
            .session("old"), .status(status, cookies: ["JSESSIONID=stranger"]), .session("new"),
            .body("[]"), .body("[]"))
        let account = try script.account()
        #expect(account.users() == .success([]))
        #expect(account.users() == .success([]))
        let question = "GET /rest/users"
        #expect(script.story == ["sign in", question, "sign in", question, question])
        #expect(script.requests[2].head.headerFields[.cookie] == nil)
        for request in script.requests.suffix(2) {
            #expect(request.head.headerFields[.cookie] == "balancer=b2; JSESSIONID=new")
        }
    }

    @Test(
        "Refused again with a new session, the question is given up",
        arguments: [(403, PhonetError.accessRefused), (401, .accessRefused), (302, .redirected)])
    func refused(status: Int, expected: PhonetError) throws {
        let script = Script(
            .session("a"), .status(status), .session("b"), .status(status), .body("[]"))
        #expect(try script.account().users() == .failure(expected))
        #expect(script.requests.count == 4)
    }

    @Test(
        "A sign-in that fails is named by its cause, and nothing is asked after it",
        arguments: [
            (Script.Answer.status(403), PhonetError.keyRefused), (.status(401), .keyRefused),
            (.status(400), .keyRefused), (.status(302), .redirected),
            (.status(404), .unexpectedStatus(404)), (.status(429), .tooManyRequests),
            (.status(503), .serverFailed(503)), (.body("{}"), .noSessionCookie),
            (.body("{}", cookies: ["balancer=b2"]), .noSessionCookie),
            (.body("{}", cookies: ["JSESSIONID=; Max-Age=0"]), .noSessionCookie),
            (.failure(.couldNotResolve), .connection(.domainNotFound)),
            (.failure(.timedOut), .connection(.timedOut)),
        ])
    func signIn(answer: Script.Answer, expected: PhonetError) throws {
        let script = Script(answer, .session("late"), .body("[]"))
        let account = try script.account()
        #expect(account.users() == .failure(expected))
        #expect(script.story == ["sign in"])
        #expect(account.users() == .success([]))
    }

    @Test("A cookie that changes on the way is sent on in its new form, one taken back is not")
    func cookies() throws {
        let script = Script(
            .session("one"),
            .body(
                "[]", cookies: ["JSESSIONID=two", "balancer=x; Max-Age=0", "no cookie", "a=b\r\nc"]),
            .body("[]"))
        let account = try script.account()
        _ = account.users()
        _ = account.users()
        #expect(script.requests.last?.head.headerFields[.cookie] == "JSESSIONID=two")
    }

    @Test("A check signs in anew, so that a key withdrawn yesterday does not pass")
    func check() throws {
        let script = Script(.session("a"), .body("[]"), .status(403))
        let account = try script.account()
        #expect(account.check() == .success([]))
        #expect(account.check() == .failure(.keyRefused))
        #expect(script.story == ["sign in", "GET /rest/users", "sign in"])
    }

    @Test("However slow Phonet is, a question takes ten seconds in all and not ten for each step")
    func deadline() throws {
        let script = Script(
            .session("a"), .status(403), .session("b"), .body("[]"), pause: .seconds(4))
        #expect(try script.account().users() == .failure(.connection(.timedOut)))
        #expect(script.requests.map(\.limits.total) == [.seconds(10), .seconds(6), .seconds(2)])
        #expect(script.requests.map(\.limits.connect) == [.seconds(3), .seconds(3), .seconds(2)])
        #expect(script.requests.allSatisfy { $0.limits.body == 8 << 20 })
    }

    @Test("When the session of many threads ends at once, one of them signs in for all")
    func threads() throws {
        let count = 8
        let signIns = Mutex(0)
        let refused = Mutex(0)
        let allRefused = DispatchSemaphore(value: 0)
        let access = PhonetAccess(
            extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
            transport: { request in
                if request.head.method == .post {
                    return .session(
                        String(
                            signIns.withLock {
                                $0 += 1; return $0
                            }))
                }
                if request.head.headerFields[.cookie]?.hasSuffix("=1") != true {
                    return .body("[]")
                }
                // The refusals are sent only after all threads have sent a request with the old
                // session.
                if refused.withLock({
                    $0 += 1; return $0
                }) == count {
                    for _ in 0..<count { allRefused.signal() }
                }
                return allRefused.wait(timeout: .now() + 10) == .success
                    ? .status(403) : .failure(.timedOut)
            })
        let account = try access.account(domain: "a.phonet.ua", apiKey: Script.key).get()
        let done = DispatchGroup()
        let answered = Mutex(0)
        for _ in 0..<count {
            done.enter()
            Thread.detachNewThread {
                if account.users() == .success([]) { answered.withLock { $0 += 1 } }
                done.leave()
            }
        }
        #expect(done.wait(timeout: .now() + 30) == .success)
        #expect(answered.withLock { $0 } == count)
        #expect(signIns.withLock { $0 } == 2)
    }

    @Test("Whoever waits for another's sign-in waits no longer than for an answer")
    func impatient() throws {
        let hasBegun = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let looks = Mutex(0)
        let access = PhonetAccess(
            extraHosts: [], allowsPlainHTTP: false,
            // The clock advances by nearly ten seconds each time it is read.
            uptime: {
                .milliseconds(9990)
                    * looks.withLock {
                        $0 += 1; return $0
                    }
            },
            transport: { _ in
                hasBegun.signal()
                mayEnd.wait()
                return .status(503)
            })
        let account = try access.account(domain: "a.phonet.ua", apiKey: Script.key).get()
        let isOver = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            _ = account.users()
            isOver.signal()
        }
        #expect(hasBegun.wait(timeout: .now() + 10) == .success)
        #expect(account.users() == .failure(.connection(.timedOut)))
        mayEnd.signal()
        #expect(isOver.wait(timeout: .now() + 10) == .success)
    }
}
