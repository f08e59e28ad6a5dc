import CallRules
import HTTPTypes
import JSONText
import Phonet
import Store

extension API {
    /// Click-to-call: 202 with the uuid that the webhooks of the call will have.
    func dial(_ request: APIRequest) throws -> Answer {
        do {
            return try keep(try dialled(request), request)
        } catch let problem as APIError where problem.answer.status == .badGateway {
            // Phonet may have dialled: asking again is for a person to decide.
            return try keep(problem.answer, request)
        }
    }

    private func keep(_ answer: Answer, _ request: APIRequest) throws -> Answer {
        if let keyed = request.keyed { try store.keep(answer.kept, to: keyed, at: request.now) }
        return answer
    }

    private func dialled(_ request: APIRequest) throws -> Answer {
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
        case .failed(let failure): throw CallingProblem(failure.error).problem
        }
    }

    /// Ends a live call, or one that Phonet accepted but has sent no webhook about yet. 204 when it
    /// was ended, 409 when it had ended before.
    func hangUp(_ uuid: String, _ request: APIRequest) throws -> Answer {
        guard let uuid = try liveUUID(uuid) else {
            throw API.hasEnded
        }
        switch try calling.hangUp(uuid, by: request.author, at: request.now) {
        case nil: return .noContent
        case .phonet(.callNotFound)?: throw API.hasEnded
        case let failure?: throw CallingProblem(.known(failure)).problem
        }
    }

    private static let hasEnded = APIError(.problem(.conflict, "The call has ended."))

    /// The uuid to hang up: the requested leg if it is live, else an answered live leg, else any
    /// live leg.
    ///
    /// - Returns: nil when the call has ended.
    /// - Throws: 404 when no call and no dialling has this uuid.
    private func liveUUID(_ text: String) throws -> String? {
        guard let uuid = CallUUID.canonical(text) else { throw APIError.missing }
        guard let detail = try store.call(uuid: uuid, seenBy: .program) else {
            guard try store.dialling(uuid: uuid) != nil else { throw APIError.missing }
            return uuid
        }
        guard detail.call.state != .ended else { return nil }
        let live = detail.legs.filter { $0.endedAt == nil && !$0.hasCDR }
        return
            (live.first { $0.uuid == uuid } ?? live.first { $0.answeredAt != nil }
            ?? live.first)?.uuid ?? uuid
    }

    /// The employee that the body names by id, or the active one with the extension.
    ///
    /// - Throws: a 422 when no active employee has the extension.
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

/// The body of a request to dial: a phone, and an employee by id or by extension.
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
    /// - Throws: the API error for every other outcome. A 422 names `extension` instead of
    ///   `employee_id` when the client sent that.
    fileprivate func row(naming wanted: WantedCall) throws(APIError) -> Dialling {
        guard case .invalid(let problems) = self else { return try row() }
        throw WantedCall.invalid(
            problems.map { problem in
                let isPerson = problem.field == "employee_id" && wanted.employeeID == nil
                return FieldProblem(isPerson ? "extension" : problem.field, problem.message)
            })
    }
}

/// A dialling error as an error of the JSON API: 503 when nothing was dialled and another try may
/// succeed, else 502. `cause` is the code of the error.
struct CallingProblem {
    let problem: APIError

    /// Another request for the same call is waiting for Phonet.
    static let underWay = CallingProblem(
        .serviceUnavailable, "Phonet is being asked for this call at this moment.", "under_way",
        retryAfter: 2)

    init(_ error: StoredError<DiallingError>) {
        let answer: (status: HTTPResponse.Status, retryAfter: Int?) =
            switch error {
            case .known(let error): CallingProblem.answer(to: error)
            case .earlier: (.badGateway, nil)
            }
        self.init(
            answer.status, error.sentence.en, error.name, retryAfter: answer.retryAfter)
    }

    /// - Returns: the status, and the seconds after which another try may succeed; nil: another try
    ///   does not help.
    private static func answer(
        to error: DiallingError
    ) -> (status: HTTPResponse.Status, retryAfter: Int?) {
        switch error {
        case .busy: (.serviceUnavailable, 2)
        case .phonet(.tooManyRequests): (.serviceUnavailable, 60)
        case .phonet(.noDomain), .phonet(.noKey), .phonet(.domainNotAllowed), .phonet(.connection),
            .phonet(.keyRefused), .phonet(.noSessionCookie), .phonet(.accessRefused),
            .phonet(.redirected), .phonet(.serverFailed), .phonet(.unexpectedStatus),
            .phonet(.notJSON), .phonet(.unexpectedAnswer), .phonet(.callRefused),
            .phonet(.callUnconfirmed), .phonet(.callNotFound),
            .phonet(.recordingAddressNotAllowed), .phonet(.recordingNotReady), .phonet(.noAudio):
            (.badGateway, nil)
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
