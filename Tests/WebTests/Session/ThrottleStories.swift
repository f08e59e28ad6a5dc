import CallRules
import TestSupport
import Testing

@testable import Web

@Suite struct ThrottleStories {
    private let throttle = SignInThrottle()
    private let now = Office.morning

    /// Counts a try; nil: it is refused.
    private func tries(
        _ email: String = "olena@vitryla.example", from sourceIP: String = "203.0.113.7",
        device: Int64? = nil, isFamiliar: Bool = false, at time: Instant = Office.morning
    ) -> SignInThrottle.Try? {
        let attempt = SignInThrottle.Attempt(
            email: email, sourceIP: sourceIP, device: device, isFamiliar: isFamiliar)
        guard case .allowed(let counted) = throttle.begin(attempt, at: time) else { return nil }
        return counted
    }

    @Test("One account is tried ten times from one address, then again as tries grow old")
    func accountAndAddress() {
        for second in 0..<10 { #expect(tries(at: now.advanced(bySeconds: second)) != nil) }
        #expect(tries(at: now.advanced(bySeconds: 10)) == nil)
        #expect(tries("OLENA@vitryla.example", at: now.advanced(bySeconds: 899)) == nil)
        #expect(tries(from: "203.0.113.8", at: now.advanced(bySeconds: 10)) != nil)
        #expect(tries(at: now.advanced(bySeconds: 900)) != nil)
        #expect(tries(at: now.advanced(bySeconds: 900)) == nil)
    }

    @Test("A thousand guesses at one account are a hundred at most, wherever they come from")
    func spread() {
        let passed = (0..<1000).filter { tries(from: "198.51.\($0 / 250).\($0 % 250)") != nil }
        #expect(passed.count == 100)
    }

    @Test("The owner comes in all the same: with a known browser, or from a known place")
    func owner() {
        for number in 0..<1000 { _ = tries(from: "198.51.\(number / 250).\(number % 250)") }
        #expect(tries(from: "192.0.2.1") == nil)
        #expect(tries(from: "192.0.2.1", isFamiliar: true) != nil)
        for _ in 0..<1000 { _ = tries(from: "192.0.2.1", isFamiliar: true) }
        #expect(tries(from: "192.0.2.1", isFamiliar: true) == nil)
        for _ in 0..<10 { #expect(tries(from: "192.0.2.1", device: 7) != nil) }
        #expect(tries(from: "192.0.2.1", device: 7) == nil)
    }

    @Test("One guess at each of a thousand accounts is fifty from one address at most")
    func manyAccounts() {
        let passed = (0..<1000).filter { tries("person\($0)@vitryla.example") != nil }
        #expect(passed.count == 50)
        #expect(tries("person999@vitryla.example", from: "203.0.113.8") != nil)
    }

    @Test("Whoever has an IPv6 network has one address")
    func networks() {
        let passed = (0..<100).filter {
            tries("person\($0)@vitryla.example", from: "2001:db8::\($0 + 1)") != nil
        }
        #expect(passed.count == 50)
        #expect(tries(from: "2001:db8:0:1::1") != nil)
    }

    @Test("Right passwords do not count, so that nobody locks themselves out by signing in")
    func takenBack() throws {
        for _ in 0..<100 {
            let counted = try #require(tries())
            throttle.takeBack(counted)
        }
        for _ in 0..<10 { #expect(tries() != nil) }
        #expect(tries() == nil)
    }

    @Test("The wait that is told is the one that helps")
    func wait() {
        for second in 0..<10 { _ = tries(at: now.advanced(bySeconds: second * 60)) }
        let attempt = SignInThrottle.Attempt(
            email: "olena@vitryla.example", sourceIP: "203.0.113.7", device: nil, isFamiliar: false)
        let late = now.advanced(bySeconds: 600)
        guard case .refused(let seconds) = throttle.begin(attempt, at: late) else {
            Issue.record("the eleventh try was let through")
            return
        }
        #expect(seconds == 300)
        #expect(tries(at: late.advanced(bySeconds: 299)) == nil)
        #expect(tries(at: late.advanced(bySeconds: 300)) != nil)
    }

    @Test("The audit has room for a hundred refusals in a quarter of an hour")
    func noted() {
        let noted = (0..<1000).filter { _ in throttle.mayBeNoted(at: now) }
        #expect(noted.count == 100)
        #expect(throttle.mayBeNoted(at: now.advanced(bySeconds: 900)))
    }

    @Test("However many strangers come, what is remembered stays bounded, and the latest is kept")
    func bounded() {
        for number in 0..<40_000 {
            let address = "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
            _ = tries(
                "person\(number)@vitryla.example", from: address,
                at: now.advanced(bySeconds: number / 100))
        }
        #expect(throttle.remembered <= 30_000)
        let late = now.advanced(bySeconds: 400)
        for _ in 0..<9 {
            #expect(tries("person39999@vitryla.example", from: "10.0.156.63", at: late) != nil)
        }
        #expect(tries("person39999@vitryla.example", from: "10.0.156.63", at: late) == nil)
    }
}
