import CallRules
import HTTPTypes
import JSONText
import Phonet
import Store

extension API {
    /// Click-to-call: 202 with the uuid that the events of the call will have.
    func dial(_ request: APIRequest) throws -> Answer {
        let wanted: WantedCall = try request.record()
        let order = DiallingOrder(
            employee: try employee(of: wanted, at: request.now),
            number: PhoneNumber(wanted.phone ?? ""))
        let dialling = try calling.dial(order, by: request.author, at: request.now)
            .row(naming: wanted)
        switch dialling.answer {
        case .accepted(let uuid):
            return .json(.object([("uuid", .string(uuid))]), .accepted)
        case .none: throw CallingProblem.underWay.problem
        case .failed(let failure): throw CallingProblem(failure).problem
        }
    }

    /// Ends a call that lives, or one that Phonet has taken and told nothing of yet.
    func hangUp(_ uuid: String, _ request: APIRequest) throws -> Answer {
        guard let uuid = try liveUUID(uuid) else {
            throw API.hasEnded
        }
        switch try calling.hangUp(uuid, by: request.author, at: request.now) {
        case nil: return .noContent
        case .phonet(.callNotFound)?: throw API.hasEnded
        case let failure?: throw CallingProblem(failure.dialling).problem
        }
    }

    private static let hasEnded = APIError(.problem(.conflict, "The call has ended."))

    /// What Phonet is told to end: the leg that was named while it lives, else one that does.
    ///
    /// - Returns: nil when none lives.
    private func liveUUID(_ text: String) throws -> String? {
        guard let uuid = CallUUID.canonical(text) else { throw APIError.missing }
        guard let detail = try store.call(uuid: uuid) else {
            guard try store.dialling(uuid: uuid) != nil else { throw APIError.missing }
            return uuid
        }
        guard detail.call.state != .ended else { return nil }
        let live = detail.legs.filter { $0.endedAt == nil && !$0.hasCDR }
        return
            (live.first { $0.uuid == uuid } ?? live.first { $0.answeredAt != nil }
            ?? live.first)?.uuid ?? uuid
    }

    /// The active employee who was named by id or by extension.
    private func employee(of wanted: WantedCall, at now: Instant) throws -> Employee.ID {
        if let id = wanted.employeeID { return id }
        var filter = EmployeeFilter()
        filter.extension = wanted.extension
        filter.active = true
        guard let row = try store.employees(filter, Pagination(limit: 1), at: now).items.first
        else {
            throw WantedCall.invalid([
                FieldProblem("extension", english: "no active employee has this extension")
            ])
        }
        return row.id
    }
}

/// What the CRM wants to be dialled.
struct WantedCall: FieldRecord {
    var employeeID: Employee.ID?
    var `extension`: String?
    var phone: String?

    mutating func take(_ fields: inout Fields) {
        fields.id("employee_id", into: &employeeID)
        fields.text("extension", into: &self.extension)
        fields.text("phone", into: &phone)
        switch (employeeID, self.extension) {
        case (nil, nil): fields.refuse("employee_id", "must be given, or extension")
        case (_?, _?): fields.refuse("extension", "cannot be given beside employee_id")
        case (_?, nil), (nil, _?): break
        }
        if let text = phone {
            if !(1...60).contains(text.unicodeScalars.count) {
                fields.refuse("phone", "must have 1 to 60 characters")
            }
        } else {
            fields.refuse("phone", "must be given")
        }
    }

    static func invalid(_ problems: [FieldProblem]) -> APIError {
        .invalid("The call cannot be made; nothing was dialled.", problems)
    }
}

extension SaveOutcome<Dialling> {
    /// The dialling.
    ///
    /// - Throws: a 422 that names the member whoever asked had given.
    fileprivate func row(naming wanted: WantedCall) throws(APIError) -> Dialling {
        guard case .invalid(let problems) = self else { return try row() }
        throw WantedCall.invalid(
            problems.map { problem in
                let isPerson = problem.field == "employee_id" && wanted.employeeID == nil
                return FieldProblem(isPerson ? "extension" : problem.field, problem.message)
            })
    }
}

/// A trouble on the way to Phonet as the JSON API tells it: 503 for what passes by itself and did
/// nothing, 502 for everything else; `cause` is its name.
struct CallingProblem {
    let problem: APIError

    /// Somebody else's request for the same call waits for Phonet's answer.
    static let underWay = CallingProblem(
        .serviceUnavailable, "Phonet is being asked for this call at this moment.", "under_way",
        retryAfter: 2)

    init(_ failure: DiallingError) {
        switch failure.name {
        case "busy":
            self.init(.serviceUnavailable, failure.sentence.en, failure.name, retryAfter: 2)
        case PhonetError.tooManyRequests.name:
            self.init(.serviceUnavailable, failure.sentence.en, failure.name, retryAfter: 60)
        default: self.init(.badGateway, failure.sentence.en, failure.name)
        }
    }

    private init(
        _ status: HTTPResponse.Status, _ detail: String, _ cause: String, retryAfter: Int? = nil
    ) {
        var answer = Answer.problem(status, detail, cause: cause)
        if let retryAfter { answer.fields[.retryAfter] = "\(retryAfter)" }
        problem = APIError(answer)
    }
}
