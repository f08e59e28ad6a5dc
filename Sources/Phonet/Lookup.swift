import CallRules
import JSONText

/// "Who is this number?" (protocol 2.2). `trunkNum` beside it is the company's own number and no
/// answer depends on it.
enum Lookup {
    /// Nil when the body does not ask; a hidden caller is asked for with a null number.
    static func message(_ body: JSON) -> Message? {
        guard let number = body["otherLegNum"] else { return nil }
        return .lookup(number: number.text())
    }
}
