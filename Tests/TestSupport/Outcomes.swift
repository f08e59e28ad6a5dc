import CallRules

@testable import Store

extension SaveOutcome {
    /// The row; nil: it was not saved.
    package var saved: Row? {
        if case .saved(let row) = self { row } else { nil }
    }

    /// The fields with invalid values.
    package var problems: [String] {
        if case .invalid(let problems) = self { problems.map(\.field) } else { [] }
    }

    /// The fields that conflict with stored data.
    package var conflicts: [String] {
        if case .conflict(let problems) = self { problems.map(\.field) } else { [] }
    }
}

extension DeleteOutcome {
    /// The places that still use the row.
    package var places: [String] {
        if case .inUse(let places) = self { places.map(\.field) } else { [] }
    }
}

/// Shorter calls for tests in which author and time do not matter.
extension Store {
    package func deleteEmployee(_ id: Employee.ID) throws(StoreError) -> DeleteOutcome {
        try deleteEmployee(id, by: .command, at: Company.morning)
    }

    package func deleteLead(_ id: Lead.ID) throws(StoreError) -> DeleteOutcome {
        try deleteLead(id, by: .command, at: Company.morning)
    }

    package func updateLeadStatus(
        _ id: LeadStatus.ID, _ change: @escaping (inout LeadStatusDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadStatus> {
        try updateLeadStatus(id, by: .command, at: Company.morning, change)
    }

    package func deleteLeadStatus(_ id: LeadStatus.ID) throws(StoreError) -> DeleteOutcome {
        try deleteLeadStatus(id, by: .command, at: Company.morning)
    }

    package func createLeadSource(
        _ details: LeadSourceDetails
    ) throws(StoreError) -> SaveOutcome<LeadSource> {
        try createLeadSource(details, by: .command, at: Company.morning)
    }

    package func deleteLeadSource(_ id: LeadSource.ID) throws(StoreError) -> DeleteOutcome {
        try deleteLeadSource(id, by: .command, at: Company.morning)
    }
}

/// Saves settings without the actions that follow from a change.
extension Store {
    package func saveSettings(
        _ changes: [String: SettingInput], expecting version: Int64?, by author: Author,
        trusting address: String? = nil, extraHosts: [String] = [], at now: Instant
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        try SettingsSaver(self, extraHosts: extraHosts) {}.save(
            changes, expecting: version, by: author, trusting: address, at: now)
    }

    package func rollBackSettings(
        to version: Int64, key: String?, expecting current: Int64?, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        try SettingsSaver(self) {}.rollBack(
            to: version, key: key, expecting: current, by: author, at: now)
    }
}
