import JSONText

/// One HTTP answer of the simulated Phonet.
public struct SimulatedResponse: Hashable, Sendable {
    /// How the answer ends on the wire.
    public enum Ending: Hashable, Sendable {
        case complete
        /// The connection ends in the middle of the body.
        case brokenOff
        /// Nothing is ever sent.
        case never
    }

    /// A header field.
    public struct Field: Hashable, Sendable {
        public let name: String
        public let value: String
    }

    /// 200…599.
    public var status: Int
    /// In order; a name may repeat.
    public var fields: [Field]
    /// Complete, even when its ending is not.
    public var body: [UInt8]
    /// Anything but `.complete` is a fault on demand.
    public var ending = Ending.complete

    init(status: Int, fields: [Field] = [], body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    init(_ json: JSON, fields: [Field] = []) {
        self.init(
            status: 200, fields: [Field(name: "Content-Type", value: "application/json")] + fields,
            body: json.bytes)
    }

    /// The values of all fields of a name, in order; the case does not matter.
    public func values(of name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}
