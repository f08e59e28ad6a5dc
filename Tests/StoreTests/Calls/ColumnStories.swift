import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Columns named once")
struct ColumnStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    @Test("A leg comes back as it was stored, every field of it, and so does one that changed")
    func legRoundTrip() throws {
        try company.hear(Conversation(uuid: "other").dial)
        let call = Call.ID(try #require(try company.value("SELECT id FROM call") as Int64?))
        for leg in [full(1), full(2), Leg(uuid: "leg"), full(3)] {
            let found = try company.store.write(.system(at: Instant(milliseconds: 0))) { tx in
                try LegTable.save(leg, call: call, tx.sql)
                return (try LegTable.find("leg", tx.sql), try LegTable.legs(of: call, tx.sql))
            }
            #expect(found.0?.leg == leg)
            #expect(found.0?.call == call)
            #expect(found.1.contains(leg))
        }
    }

    /// A leg with every field set, each to a different value.
    private func full(_ version: Int) -> Leg {
        func moment(_ number: Int) -> Instant {
            Instant(milliseconds: Int64(version * 1000 + number))
        }
        var leg = Leg(uuid: "leg")
        leg.parent = "parent \(version)"
        leg.direction = .outgoing
        leg.dialSeen = true
        leg.dialAt = moment(1)
        leg.bridgeAt = moment(2)
        leg.hangupAt = moment(3)
        leg.hangupSeenAt = moment(4)
        leg.pickUpAt = moment(7)
        leg.recordSeenAt = moment(8)
        leg.party = Party(kind: .group, extension: "10\(version)", name: "party \(version)")
        leg.partyAt = moment(5)
        leg.number = "number \(version)"
        leg.contactName = "contact \(version)"
        leg.line = "line \(version)"
        var record = CallRules.CDR()
        record.endAt = moment(6)
        record.billSeconds = version * 10 + 1
        record.duration = version * 10 + 2
        record.disposition = version * 10 + 3
        record.transferHistory = "transfers \(version)"
        record.recordingURL = "recording \(version)"
        record.party = Party(kind: .ivr, extension: "20\(version)", name: "record \(version)")
        leg.record = record
        return leg
    }

    @Test("No field of a leg is left out of the round trip")
    func allFields() {
        for value in [full(1), full(1).record as Any] {
            for child in Mirror(reflecting: value).children {
                #expect("\(child.value)" != "nil", "\(child.label ?? "")")
            }
        }
    }

    @Test("Each column is where its place says, and the table has it")
    func places() throws {
        try check(LegTable.Column.self, ofTable: "leg", every: true)
        try check(CallTable.Column.self, ofTable: "call", every: false)
        try check(CaseEvent.Column.self, ofTable: "call", every: false)
        for (place, column) in ContactLookup.ClientColumn.allCases.enumerated() {
            #expect(Int(column.rawValue) == place)
        }
        for (place, column) in ContactLookup.LeadColumn.allCases.enumerated() {
            #expect(Int(column.rawValue) == place)
        }
    }

    private func check<Column: TableColumn>(
        _ type: Column.Type, ofTable table: String, every: Bool
    ) throws {
        for (place, column) in Column.allCases.enumerated() {
            #expect(Int(column.rawValue) == place)
        }
        let stored = try company.store.read { db in
            Set(try db.columns(in: table).map(\.name))
        }
        let named = Set(Column.allCases.map(\.sqlName))
        #expect(named.count == Column.allCases.count)
        #expect(named.isSubset(of: stored), "\(named.subtracting(stored))")
        if every { #expect(named == stored) }
    }
}
