import JSONText

// Checks of requests.

extension SimulatedAccount {
    private static let parameters: [SimulatedEndpoint: Set<String>] = [
        .history: ["timeFrom", "timeTo", "limit", "offset"]
    ]

    /// Adds a complaint for everything that the documented protocol forbids.
    mutating func check(_ request: SimulatedRequest, at endpoint: SimulatedEndpoint) {
        if endpoint != .recording {
            let type = request.fields["content-type"] ?? "none"
            if type != "application/json" { complain(request, "content type \(type)") }
        }
        let cookies = request.cookies
        if cookies["JSESSIONID"] != nil, cookies["balancer"] != "b2" {
            complain(request, "the balancer's cookie is missing")
        }
        if endpoint != .authorize, endpoint != .recording, cookies["JSESSIONID"] == nil {
            complain(request, "no session")
        }
        let known = SimulatedAccount.parameters[endpoint] ?? []
        for (name, _) in request.query where !known.contains(name) {
            complain(request, "unknown parameter \(name)")
        }
        if request.method == "GET", !request.body.isEmpty { complain(request, "a body") }
    }

    /// A whole number in the query.
    ///
    /// - Returns: the number, or `otherwise` if it is missing. Nil, with a complaint, if it is no
    ///   number or outside the range.
    mutating func number(
        _ name: String, of request: SimulatedRequest, in range: ClosedRange<Int64>,
        otherwise: Int64
    ) -> Int64? {
        guard let text = request.query.last(where: { $0.name == name })?.value else {
            return otherwise
        }
        guard let number = Int64(text), range.contains(number) else {
            complain(request, "\(name) is \(text), not \(range.lowerBound)…\(range.upperBound)")
            return nil
        }
        return number
    }

    /// The user and the outside number of a makeCall; nil, with a complaint, when Phonet could not
    /// dial them.
    mutating func dialled(
        _ request: SimulatedRequest
    ) -> (user: SimulatedUser, number: String)? {
        guard case .object(let asked)? = try? JSON.read(request.body, .strict),
            asked.pairs.map(\.name).sorted() == ["legExt", "otherLegNum"],
            case .string(let ext)? = JSON.object(asked)["legExt"],
            case .string(let number)? = JSON.object(asked)["otherLegNum"]
        else {
            complain(request, "not the two texts legExt and otherLegNum")
            return nil
        }
        let isShort = (3...6).contains(number.count) && number.allSatisfy(\.isNumber)
        let isFull = number.first == "+" && number.dropFirst().allSatisfy(\.isNumber)
        if !isShort, !isFull || !(8...16).contains(number.count) {
            complain(request, "the number \(number) cannot be dialled so")
            return nil
        }
        if let user = users.first(where: { $0.ext == ext }) { return (user, number) }
        if users.contains(where: { $0.ext.drop { $0 == "0" } == ext.drop { $0 == "0" } }) {
            complain(request, "the extension \(ext) has lost or gained zeros")
        }
        return nil
    }
}
