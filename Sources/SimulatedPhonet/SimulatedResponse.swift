import JSONText

/// One HTTP answer of the simulated Phonet.
package struct SimulatedResponse: Hashable, Sendable {
    /// How the answer ends on the network.
    package enum Ending: Hashable, Sendable {
        case complete
        /// The connection ends in the middle of the body.
        case brokenOff
        /// Nothing is ever sent.
        case never
    }

    /// A header field.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// 200…599.
    package var status: Int
    /// In order; a name may repeat.
    package var fields: [Field]
    /// The complete body, even if `ending` cuts it off.
    package var body: [UInt8]
    /// Other values than `.complete` are faults that were ordered.
    package var ending = Ending.complete

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
    package func values(of name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }
}
