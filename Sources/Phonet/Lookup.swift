import CallRules
import JSONText

/// Reads the customer lookup, "Who is this number?" (protocol 2.2). Its `trunkNum` is the company's
/// line; the answer does not depend on it.
enum Lookup {
    /// Nil when the body has neither `otherLegNum` nor, as the lookup of a hidden caller may be,
    /// `trunkNum` without a call. A null number is a hidden caller, too.
    static func message(_ body: JSON) -> Message? {
        if let number = body["otherLegNum"] { return .lookup(number: number.text()) }
        return body["trunkNum"] != nil && body["uuid"] == nil && body["event"] == nil
            ? .lookup(number: nil) : nil
    }
}
