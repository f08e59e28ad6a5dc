import CallRules
import Store

// What the stories need to be there, made by nobody in particular and without an audit line. The program
// itself always says who makes it.
extension Store {
    package func createLead(
        _ details: LeadDetails, origin: Lead.Origin, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try createLead(details, origin: origin, by: nil, at: now)
    }

    package func updateLead(
        _ id: Lead.ID, expecting seen: Instant? = nil, at now: Instant,
        _ change: @escaping (inout LeadDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try updateLead(id, expecting: seen, by: nil, at: now, change)
    }

    package func createClient(
        _ details: ClientDetails, at now: Instant
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try createClient(details, by: nil, at: now)
    }

    package func updateClient(
        _ id: Client.ID, expecting seen: Instant? = nil, at now: Instant,
        _ change: @escaping (inout ClientDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try updateClient(id, expecting: seen, by: nil, at: now, change)
    }

    package func createEmployee(
        _ details: EmployeeDetails, at now: Instant
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try createEmployee(details, by: nil, at: now)
    }

    package func updateEmployee(
        _ id: Employee.ID, expecting seen: Instant? = nil, at now: Instant,
        _ change: @escaping (inout EmployeeDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<EmployeeRow> {
        try updateEmployee(id, expecting: seen, by: nil, at: now, change)
    }
}
