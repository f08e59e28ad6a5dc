/// An error with a code for programs and a text for people.
package protocol NamedError: Error, Hashable, Sendable {
    /// Small Latin letters and `_`; part of the API, never changed.
    var name: String { get }
    /// The text for people: what happened, and what to do now.
    var sentence: LocalizedText { get }
}
