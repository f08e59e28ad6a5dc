/// A possible customer: the fields that the rules use.
package struct Lead: Hashable, Sendable {
    package let id: ID
    package let name: String
    /// Nil when there is none, or the employee is inactive.
    package let responsible: Employee?

    package init(id: ID, name: String, responsible: Employee?) {
        self.id = id
        self.name = name
        self.responsible = responsible
    }

    /// Where a lead came from.
    package enum Origin: String, CaseIterable, Sendable {
        case telephony, manual, api
    }
}
