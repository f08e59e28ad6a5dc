import ArgumentParser
import CallRules

/// Prints how the gateway normalises phone numbers.
struct Normalise: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Read spellings of numbers, one a line, and print class and E.164.",
        discussion: "Each answer is CLASS<TAB>NUMBER; the number is empty unless it is external.")

    func run() {
        while let line = readLine() {
            let number = PhoneNumber(line)
            print(number.numberClass.rawValue, number.e164 ?? "", separator: "\t")
        }
    }
}
