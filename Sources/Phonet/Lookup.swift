import CallRules
import JSONText

/// Reads the customer lookup, "Who is this number?" (protocol 2.2). Its `trunkNum` is the company's
/// line; the answer does not depend on it.
enum Lookup {
    /// Nil when the body has no `otherLegNum`; a null number is a hidden caller.
    static func message(_ body: JSON) -> Message? {
        guard let number = body["otherLegNum"] else { return nil }
        return .lookup(number: number.text())
    }
}
