import ArgumentParser
import CallRules
import Store

/// The people of the company.
struct EmployeeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "employee", abstract: "Look after employees.", subcommands: [Add.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Add an employee.")

        @Argument(help: "The name as colleagues know it.")
        var name: String

        @Option(name: .customLong("extension"), help: "The internal number at Phonet.")
        var number: String?

        @Option(help: "The e-mail address, for Phonet's routing and for signing in.")
        var email: String?

        @Flag(help: "May change settings and see everything.")
        var admin = false

        @OptionGroup var books: DatabaseOption

        func run() throws {
            var details = EmployeeDetails()
            details.name = name
            details.extension = number
            details.email = email
            details.role = admin ? .admin : .employee
            let row = try books.opened {
                try $0.createEmployee(details, at: Surroundings.now()).saved("employee")
            }
            print("Employee \(row.id.value): \(row.details.name)")
        }
    }
}
