import CallRules
import GRDB

/// What the body of an event shows: the record as it is now, and the name of who changed it.
package struct ShownRecord: Sendable {
    package let state: State
    /// The name of the employee or token; nil: neither, or it was deleted since.
    package let actorName: String?

    /// The record as `GET` shows it.
    package enum State: Sendable {
        case call(CallRow, legs: [LegRow])
        case lead(LeadRow)
        case client(ClientRow)
        case employee(EmployeeRow)
        case missed(MissedCallRow)
        /// It is not there any longer, or the event tells of its end: the body is made of the event.
        case gone
        /// The event has no record, only an id.
        case none
    }
}

extension Store {
    /// The record of an event, read in one state of the database.
    package func shown(_ event: Event, at now: Instant) throws(StoreError) -> ShownRecord {
        try read { db in
            ShownRecord(
                state: try event.state(at: now, db), actorName: try event.actor.name(db))
        }
    }
}

extension Event {
    fileprivate func state(at now: Instant, _ db: Database) throws -> ShownRecord.State {
        if type.isEnd { return .gone }
        switch record {
        case .call:
            return try CallRow.one("id = \(recordID)", db).map {
                .call($0, legs: try LegRow.of($0.id, db))
            } ?? .gone
        case .lead: return try LeadTable.find(Lead.ID(recordID), db).map { .lead($0) } ?? .gone
        case .client:
            return try ClientTable.find(Client.ID(recordID), db).map { .client($0) } ?? .gone
        case .employee:
            return try EmployeeTable.find(Employee.ID(recordID), at: now, db).map {
                .employee($0)
            } ?? .gone
        case .missed:
            return try MissedCallRow.find(MissedCase.ID(recordID), db).map { .missed($0) } ?? .gone
        case .person, .test: return .none
        }
    }
}

extension EventType {
    /// The record is gone for good under the name that the event has.
    fileprivate var isEnd: Bool {
        switch self {
        case .callMerged, .callDeleted, .leadDeleted, .leadMerged, .clientDeleted, .clientMerged:
            true
        case .callRinging, .callAnswered, .callEnded, .callChanged, .recordingReady, .leadCreated,
            .leadChanged, .clientCreated, .clientChanged, .employeeChanged, .missedOpened,
            .missedClosed, .personErased, .test:
            false
        }
    }
}

extension Actor {
    fileprivate func name(_ db: Database) throws -> String? {
        switch self {
        case .employee(let id):
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT name FROM employee WHERE id = ?"), arguments: [id])
        case .token(let id):
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT name FROM api_token WHERE id = ?"), arguments: [id])
        case .rule, .phonet, .system: nil
        }
    }
}
