import CallRules
import SimulatedPhonet
import TestSupport
import Testing

@testable import Reconciliation
@testable import Store

@Suite("What strangers told, and Phonet's history confirms")
struct QuarantineStories {
    let company: ConnectedCompany

    init() throws {
        company = try ConnectedCompany()
        company.decide { $0.callPushEmployeeIDs = [Employee.ID(2)] }
    }

    private var quarantined: Int {
        get throws {
            try company.count(
                "SELECT count(*) FROM webhook_message WHERE status = 'quarantined'")
        }
    }

    @Test("Events of a new address of Phonet's take effect once its history has the call")
    func released() throws {
        let call = try Talk.answered()
        try company.hear(call.events(through: "call.hangup"), trusted: false)
        #expect(try quarantined == 3)
        company.exchange.use { $0.take([call]) }
        try company.pass(seconds: 60)
        let reconciliationRun = try company.compare(from: Company.morning)
        #expect(reconciliationRun.counts.released == 1 && reconciliationRun.counts.added == 1)
        #expect(try quarantined == 0)
        #expect(try company.count("SELECT dial_seen FROM leg") == 1)
        #expect(try company.value("SELECT origin FROM call") == "recovered")
        // The phone has long stopped ringing.
        #expect(try company.texts("SELECT dropped_reason FROM notice") == ["stale"])
    }

    @Test("An event about the same call that names another number, direction or parent waits on")
    func forged() throws {
        let call = try Talk.missed()
        let dial = try #require(call.events(through: "call.dial").first)
        let forgeries = [
            (#""+380500000099""#, #""+380500000666""#), (#""lgDirection":4"#, #""lgDirection":2"#),
            (#""parentUuid":null"#, #""parentUuid":"00000000000000000000000000000bad""#),
        ]
        for (told, forged) in forgeries {
            let body = String(decoding: dial.body, as: UTF8.self)
            let other = body.replacing(told, with: forged)
            #expect(other != body, "\(told)")
            try company.hear(body: Array(other.utf8), trusted: false)
        }
        company.exchange.use { $0.take([call]) }
        try company.pass(seconds: 60)
        let reconciliationRun = try company.compare(from: Company.morning)
        #expect(reconciliationRun.counts.released == 0 && reconciliationRun.counts.added == 1)
        #expect(try quarantined == 3)
        #expect(try company.value("SELECT phone FROM call") == Company.unknownCaller)
        #expect(try company.count("SELECT dial_seen FROM leg") == 0)
    }
}
