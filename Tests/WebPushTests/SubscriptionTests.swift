import Testing

@testable import WebPush

@Suite("What a browser subscribes with")
struct SubscriptionTests {
    private func failure(
        endpoint: String? = nil, key: String? = nil, auth: String = "BTBZMqHH6r4Tts7J_aSIgg"
    ) throws -> PushSubscription.Failure? {
        let olena = try Receiver.olena()
        do {
            _ = try PushSubscription(
                endpoint: endpoint ?? olena.endpoint, p256dh: key ?? olena.key, auth: auth)
            return nil
        } catch {
            return error
        }
    }

    @Test("What browsers send is taken, with padding and without")
    func good() throws {
        #expect(try failure() == nil)
        let olena = try Receiver.olena()
        #expect(try failure(key: olena.key + "=", auth: "BTBZMqHH6r4Tts7J_aSIgg==") == nil)
    }

    @Test("A key that is no point of the curve is refused, whatever it looks like")
    func keys() throws {
        let point = try bytes(try Receiver.olena().key)
        let compressed = [2 + (point.last ?? 0) % 2] + point[1..<33]
        let hybrid = [6 + (point.last ?? 0) % 2] + point.dropFirst()
        let offCurve = point.dropLast() + [(point.last ?? 0) ^ 1]
        let zeros = [4] + Array(repeating: 0 as UInt8, count: 64)
        for bad in [
            [], [0], Array(compressed), Array(hybrid), Array(offCurve), zeros, point + [0],
            Array(point.dropLast()), Array(point.dropFirst()),
        ] {
            #expect(try failure(key: Base64URL.text(bad)) == .keyNotPoint)
        }
        for bad in ["*", "BCVx cr", "ї", String(repeating: "A", count: 89)] {
            #expect(try failure(key: bad) == .keyNotBase64URL)
        }
    }

    @Test("A key with one letter changed is refused")
    func changed() throws {
        let good = Array(try Receiver.olena().key.utf8)
        for place in good.indices {
            for letter in "Ag5_".utf8 where letter != good[place] {
                var key = good
                key[place] = letter
                let failure = try failure(key: String(decoding: key, as: UTF8.self))
                #expect(failure == .keyNotPoint || failure == .keyNotBase64URL)
            }
        }
    }

    @Test("A secret has sixteen bytes in base64url")
    func secrets() throws {
        for bad in ["", "AAAA", "BTBZMqHH6r4Tts7J_aSI", "BTBZMqHH6r4Tts7J_aSIggAA"] {
            #expect(try failure(auth: bad) == .secretNotSixteenBytes)
        }
        // The last one has bits that belong to no byte.
        for bad in [
            "BTBZMqHH6r4Tts7J/aSIgg", "BTBZMqHH6r4Tts7J_aSIgg=", "BTBZMqHH6r4Tts7J_aSIgg===",
            "=BTBZMqHH6r4Tts7J_aSIg", "BTBZMqHH6r4Tts7J_aSIgh",
        ] {
            #expect(try failure(auth: bad) == .secretNotBase64URL)
        }
    }

    @Test("The trouble of an endpoint is the trouble of the subscription")
    func endpoint() throws {
        #expect(try failure(endpoint: "http://a.example/x") == .endpoint(.notEncrypted))
    }

    @Test("Every trouble has a name of its own")
    func names() {
        let all =
            PushEndpoint.Failure.allCases.map(PushSubscription.Failure.endpoint)
            + [.keyNotBase64URL, .keyNotPoint, .secretNotBase64URL, .secretNotSixteenBytes]
        #expect(Set(all.map(\.name)).count == all.count)
    }

    @Test("Neither the address nor a key gets into a log by itself")
    func silent() throws {
        let subscription = try Receiver.olena().subscription()
        let text = "\(subscription) \([subscription])"
        #expect(text.contains("https://push.example.net"))
        for secret in ["JzLQ3", "BCVx", "BTBZ", "key"] { #expect(!text.contains(secret)) }
    }
}
