/// What happened to a record, as the CRM reads it; the raw values are stored and never change.
package enum EventType: String, CaseIterable, Hashable, Sendable {
    /// The first message of a call that rings, in any direction.
    case callRinging = "call.ringing"
    case callAnswered = "call.answered"
    /// Once for each call, when its outcome is known.
    case callEnded = "call.ended"
    /// What became known later: a record, an attachment, a merge of legs.
    case callChanged = "call.changed"
    /// The call proved to be a part of another one, or has another uuid now.
    case callMerged = "call.merged"
    case callDeleted = "call.deleted"
    /// Once for each call, when Phonet names its recording. `call.changed` or `call.ended` comes before
    /// it, for whoever takes no recordings.
    case recordingReady = "recording.ready"
    case leadCreated = "lead.created"
    case leadChanged = "lead.changed"
    case leadDeleted = "lead.deleted"
    case leadMerged = "lead.merged"
    case clientCreated = "client.created"
    case clientChanged = "client.changed"
    case clientDeleted = "client.deleted"
    case clientMerged = "client.merged"
    /// Creation and deletion, too.
    case employeeChanged = "employee.changed"
    /// The case is open: new, or open again, or a detail of it is another.
    case missedOpened = "missed.opened"
    /// The case is over, or is no case any longer.
    case missedClosed = "missed.closed"
    /// An erasure ended. The events of the records it touched come before it.
    case personErased = "person.erased"
    /// Somebody tries out an endpoint.
    case test
}

/// The kind of a record; the raw values are stored, and name the record in bodies.
package enum RecordKind: String, CaseIterable, Hashable, Sendable {
    case call, lead, client, employee, missed
    /// An erasure: its id alone.
    case person
    /// No record.
    case test
}
