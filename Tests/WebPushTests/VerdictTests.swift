import CallRules
import HTTPTypes
import Testing
import WebPush

@Suite("What push services answer")
struct VerdictTests {
    /// 2026-01-05T08:00:00Z, a Monday.
    private let now = Instant(milliseconds: 1_767_600_000_000)

    private func verdict(_ status: Int, retryAfter: String? = nil) -> PushResult {
        var response = HTTPResponse(status: HTTPResponse.Status(code: status))
        response.headerFields[.retryAfter] = retryAfter
        return PushResult(response, at: now)
    }

    @Test(
        "Every status has its meaning",
        arguments: [
            (200, PushResult.taken), (201, .taken), (202, .taken), (204, .taken),
            (301, .refused(.redirected)), (307, .refused(.redirected)),
            (400, .refused(.notUnderstood)), (401, .refused(.tokenRefused)),
            (403, .refused(.keyRefused)), (404, .gone), (408, .later(seconds: nil)), (410, .gone),
            (413, .refused(.tooLarge)), (418, .refused(.unexpectedStatus(418))),
            (429, .later(seconds: nil)), (500, .later(seconds: nil)), (502, .later(seconds: nil)),
            (503, .later(seconds: nil)), (600, .refused(.unexpectedStatus(600))),
        ])
    func statuses(status: Int, expected: PushResult) {
        #expect(verdict(status) == expected)
    }

    @Test("Only 404 and 410 remove a subscription")
    func removed() {
        #expect((100...999).filter { verdict($0) == .gone } == [404, 410])
    }

    @Test(
        "A service says when to come back: in seconds, or by a date in any of three forms",
        arguments: [
            ("0", 0), ("120", 120), ("86400", 86_400), ("86401", 86_400),
            ("99999999999999999999999999", 86_400), ("Mon, 05 Jan 2026 08:02:00 GMT", 120),
            ("Monday, 05-Jan-26 08:02:00 GMT", 120), ("Mon Jan  5 08:02:00 2026", 120),
            ("Mon, 05 Jan 2026 07:59:00 GMT", 0), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
        ])
    func retryAfter(value: String, seconds: Int) {
        for status in [429, 503] {
            #expect(verdict(status, retryAfter: value) == .later(seconds: seconds))
        }
    }

    @Test(
        "What says nothing is as if it were not there",
        arguments: [
            "", "-1", "1.5", "1e3", "+5", "soon", "٣", "2026-01-05T08:02:00Z",
            "Mon, 05 Jan 2026 25:02:00 GMT", "Mon, 05 Foo 2026 08:02:00 GMT",
            "Mon, 05 Jan 2026 08:02:00 +0100", String(repeating: "1", count: 65),
            "Mon, 05 Jan 99999999999999999999 08:02:00 GMT",
        ])
    func nonsense(value: String) {
        #expect(verdict(503, retryAfter: value) == .later(seconds: nil))
    }

    @Test("Every refusal says in both languages what happened, and two of them are alarming")
    func words() {
        let all: [PushRefusal] = [
            .notUnderstood, .tokenRefused, .keyRefused, .tooLarge, .redirected,
            .unexpectedStatus(418),
        ]
        #expect(all.filter(\.isAlarming) == [.tokenRefused, .keyRefused])
        #expect(Set(all.map(\.name)).count == all.count)
        #expect(Set(all.map(\.sentence.uk)).count == all.count)
        for refusal in all {
            for language in Language.allCases {
                let text = refusal.sentence.text(language)
                #expect(text.hasSuffix("."))
                #expect(text.contains(#/[а-яіїєґ]/#) == (language == .uk))
            }
        }
    }
}
