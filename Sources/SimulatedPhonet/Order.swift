import CallRules
import JSONText

/// An order to the simulated Phonet: JSON under `/control/`.
struct Order {
    /// Reason why an order was not carried out, in English.
    struct Failure: Error {
        let reason: String
    }

    /// The last component of the path.
    let name: String
    private let body: JSON

    init(_ request: SimulatedRequest) throws(Failure) {
        name = String(request.path.dropFirst(Order.path.count))
        guard request.method == "POST" else {
            body = .null
            return
        }
        // A page of another site cannot send this content type without a CORS preflight.
        guard request.fields["content-type"]?.hasPrefix("application/json") == true else {
            throw Failure(reason: "Content-Type: application/json is needed")
        }
        do {
            body = request.body.isEmpty ? .null : try JSON.read(request.body, .strict)
        } catch {
            throw Failure(reason: "the body is no JSON")
        }
    }

    /// The path of orders.
    static let path = "/control/"

    /// A text; nil: null or missing.
    func text(_ member: String) throws(Failure) -> String? {
        switch body[member] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw Failure(reason: "\(member): a text is expected")
        }
    }

    /// One of the raw values of an enum; nil: null or missing.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ member: String, _: Choice.Type
    ) throws(Failure) -> Choice? where Choice.RawValue == String {
        guard let text = try text(member) else { return nil }
        guard let choice = Choice(rawValue: text) else {
            let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(reason: "\(member): there is no “\(text)”; there are: \(names)")
        }
        return choice
    }

    /// A whole number within a range; nil: null or missing.
    func number(_ member: String, in range: ClosedRange<Int64>) throws(Failure) -> Int? {
        switch body[member] {
        case nil, .null?: return nil
        case .integer(let number)? where range.contains(number): return Int(number)
        default:
            throw Failure(
                reason: "\(member): \(range.lowerBound)…\(range.upperBound) is expected")
        }
    }

    /// A share of 0…1; 0 if it is missing.
    func share(_ member: String) throws(Failure) -> Double {
        let share: Double? =
            switch body[member] {
            case nil: 0
            case .integer(let number)?: Double(number)
            case .real(let number)?: number
            default: nil
            }
        guard let share, (0...1).contains(share) else {
            throw Failure(reason: "\(member): 0…1 is expected")
        }
        return share
    }

    /// A list of texts; empty if it is missing.
    func texts(_ member: String) throws(Failure) -> [String] {
        try list(member).map { item throws(Failure) in
            guard case .string(let text) = item else {
                throw Failure(reason: "\(member): texts are expected")
            }
            return text
        }
    }

    /// A truth value; false if it is missing.
    func truth(_ member: String) -> Bool { body[member] == .truth(true) }

    /// The users of `users`.
    func users() throws(Failure) -> [SimulatedUser] {
        try list("users").map { item throws(Failure) in
            guard case .integer(let id)? = item["id"], case .string(let ext)? = item["ext"],
                case .string(let name)? = item["displayName"]
            else { throw Failure(reason: "users: id, ext and displayName are expected") }
            var email: String?
            if case .string(let text)? = item["email"] { email = text }
            return SimulatedUser(id: Int(id), ext: ext, name: name, email: email)
        }
    }

    private func list(_ member: String) throws(Failure) -> [JSON] {
        switch body[member] {
        case nil: return []
        case .list(let items)?: return items
        default: throw Failure(reason: "\(member): a list is expected")
        }
    }
}
