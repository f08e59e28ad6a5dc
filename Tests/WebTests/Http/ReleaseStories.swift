import BackgroundWork
import CallRules
import Foundation
import HTTPTypes
import GRDB
import JSONText
import Synchronization
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The quarantine is released in the background")
struct ReleaseStories {
    let office: Office
    private let untrusted = "198.51.100.7"

    init() throws {
        office = try Office()
    }

    private func record(_ uuid: String) -> String {
        """
        {"uuid":"\(uuid)","lgDirection":4,"endAt":1767601800000,"duration":30,"billSecs":0,
        "disposition":1,"leg":{"id":1,"type":1,"ext":"101","displayName":"Олена"},
        "otherLegNum":"+380500000099"}
        """
    }

    private func trustSource() -> Reply {
        office.api(.patch, "/settings", #"{"webhook_allowed_networks":["198.51.100.0/24"]}"#)
    }

    private func calls() throws -> Int {
        try office.store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") ?? -1 }
    }

    @Test("Every message of a trusted address takes effect, those of others stay")
    func everything() throws {
        for number in 0..<130 {
            #expect(
                office.ask(.post, "/after_call_end", record("a\(number)"), peer: untrusted).status
                    == 200)
        }
        #expect(office.ask(.post, "/after_call_end", record("b1"), peer: "192.0.2.4").status == 200)
        #expect(trustSource().json["release"]?["waiting"] == .integer(130))
        #expect(try office.gateway.release.finish() == 130)
        #expect(try calls() == 130)
        #expect(try office.store.quarantinedMessages() == 1)
    }

    @Test("Messages of another account do not count as waiting: they stay")
    func foreign() throws {
        let olena = try Colleague("Олена Гайова", at: office)
        _ = try olena.save([
            "phonet_domain": ["vitryla.phonet.com.ua"], "phonet_api_key": ["0123456789abcdef"],
        ])
        for number in 0..<70 {
            let account = number % 7 == 0 ? #""accountDomain":"x.phonet.com.ua","# : ""
            let body = record("a\(number)").replacing("{\"uuid\"", with: "{\(account)\"uuid\"")
            _ = office.ask(.post, "/after_call_end", body, peer: untrusted)
        }
        #expect(trustSource().json["release"]?["waiting"] == .integer(60))
        #expect(try office.gateway.release.finish() == 60)
        #expect(
            office.gateway.release.progress == QuarantineRelease.Progress(waiting: 0, done: 60))
        #expect(try office.store.quarantinedMessages() == 10)
        #expect(try calls() == 60)
    }

    @Test("The thread goes on with what an earlier program left, and ends when it is told")
    func thread() throws {
        for number in 0..<60 {
            _ = office.ask(.post, "/after_call_end", record("a\(number)"), peer: untrusted)
        }
        #expect(trustSource().status == 200)
        let later = Gateway(
            store: office.store,
            options: GatewayOptions(startedAt: Office.morning, secret: Secrets().next),
            clock: { Office.morning })
        #expect(later.release.progress == QuarantineRelease.Progress())
        later.release.start()
        let all = QuarantineRelease.Progress(waiting: 0, done: 60)
        let deadline = ContinuousClock.now + .seconds(60)
        while later.release.progress != all, ContinuousClock.now < deadline {
            try office.store.write(.system(at: Instant(milliseconds: 0))) { _ in }
        }
        later.release.stop()
        #expect(later.release.progress == all)
        #expect(try calls() == 60)
    }

    @Test("A message of many items is applied in pieces and counts once")
    func manyItems() throws {
        let items = (0..<50).map { record("a\($0)") }.joined(separator: ",")
        let body = "[\(items)]"
        #expect(office.ask(.post, "/after_call_end", body, peer: untrusted).status == 200)
        _ = trustSource()
        #expect(try office.gateway.release.finish() == 1)
        #expect(try calls() == 50)
        let kept = office.api(.get, "/webhook-messages/1").json
        #expect(kept["status"] == .string("processed") && kept["trusted"] == .truth(true))
        #expect(kept["payload"] == .string(body))
        #expect(office.api(.post, "/webhook-messages/1/replay").json["status"] == kept["status"])
        #expect(try calls() == 50)
    }

    @Test("An address that is trusted no longer keeps the rest of its messages in quarantine")
    func changedMind() throws {
        _ = office.ask(.post, "/after_call_end", record("a1"), peer: untrusted)
        _ = trustSource()
        _ = office.api(.patch, "/settings", #"{"webhook_allowed_networks":[]}"#)
        #expect(office.gateway.release.progress.waiting == 0)
        #expect(try office.gateway.release.finish() == 0)
        #expect(try office.store.quarantinedMessages() == 1)
    }

    @Test("A list has the first 4 KiB of a body and its length, its own address the whole body")
    func excerpts() throws {
        let name = String(repeating: "Ї", count: 3000)
        let body = #"{"event":"odd","name":"\#(name)"}"#
        let phonet = "89.184.65.208"
        #expect(office.ask(.post, "/call", body, token: nil, peer: phonet).status == 200)
        let item = try #require(office.api(.get, "/webhook-messages").items.first)
        // The 4096th byte is half a letter.
        #expect(item["payload"] == .string(String(body.prefix(23 + 2036))))
        #expect(item["payload_bytes"] == .integer(Int64(body.utf8.count)))
        #expect(item["payload_encoding"] == .string("utf-8"))
        let whole = office.api(.get, "/webhook-messages/1").json
        #expect(whole["payload"] == .string(body))
        let bytes = (0..<40_000).map { UInt8(truncatingIfNeeded: $0 * 7) | 0x80 }
        let head = HTTPRequest(
            method: .post, scheme: "https", authority: "crm.example",
            path: "/gateways/phonetapi/call")
        #expect(office.gateway.answer(head, body: bytes, peer: phonet).0.status.code == 400)
        let binary = office.api(.get, "/webhook-messages/2").json
        #expect(binary["payload"] == .string(Data(bytes).base64EncodedString()))
        #expect(binary["payload_encoding"] == .string("base64"))
        #expect(office.api(.get, "/webhook-messages/9").status == 404)
    }

    @Test("An untrusted lookup leaves its number alone, and takes no place of Phonet's in the log")
    func lookups() throws {
        let long =
            #"{"otherLegNum":"+380500000099","trunkNum":"\#(String(repeating: "7", count: 9000))"}"#
        for _ in 0..<40 {
            _ = office.ask(.post, "/customer_data", long, token: nil, peer: untrusted)
        }
        for _ in 0..<20 {
            _ = office.ask(.post, "/customer_data", long, token: nil, peer: "89.184.65.208")
        }
        try office.store.write(.system(at: Instant(milliseconds: 0))) { _ in }
        let kept = office.api(.get, "/webhook-messages?limit=100").items
        let theirs = kept.filter { $0["trusted"] == .truth(false) }
        #expect(theirs.count == 5 && kept.count == 25)
        #expect(
            theirs.allSatisfy { $0["payload"] == .string(#"{"otherLegNum":"+380500000099"}"#) })
    }

    @Test("A body over 32 KiB of an untrusted source is refused with its start kept")
    func tooLong() throws {
        let long =
            #"{"event":"call.dial","uuid":"a1","x":"\#(String(repeating: "7", count: 33_000))"}"#
        #expect(office.ask(.post, "/call", long, token: nil, peer: untrusted).status == 413)
        let kept = office.api(.get, "/webhook-messages").items
        #expect(kept.map { $0["status"] } == [.string("failed")])
        #expect(kept.map { $0["payload_bytes"] } == [.integer(4096)])
    }
}
