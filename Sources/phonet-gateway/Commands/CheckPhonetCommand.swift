import ArgumentParser
import Foundation
import Phonet
import Store

/// Checks the connection to Phonet, like “Check connection” on the settings page.
struct CheckPhonet: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign in at Phonet with the saved domain and key and list its users.",
        discussion: "Exit code 1 with the cause when that fails; nothing is changed.")

    @OptionGroup var databaseOption: DatabaseOption
    @OptionGroup var phonet: PhonetOption

    func run() throws {
        if let problem = phonet.problem { throw Refused(problem) }
        let access = phonet.access { FileHandle.standardError.write(Data("\($0)\n".utf8)) }
        let settings = try databaseOption.opened { $0.settings.settings }
        let account = access.account(
            domain: settings.phonetDomain, apiKey: settings.phonetAPIKey)
        switch account.flatMap({ $0.check() }) {
        case .failure(let failure):
            throw Refused("\(failure.name): \(failure.sentence.text(.en))")
        case .success(let users):
            for user in users {
                print(
                    [user.ext ?? "-", user.displayName ?? "-", user.email ?? "-"]
                        .joined(separator: "\t"))
            }
            print("Users at Phonet: \(users.count)")
        }
    }
}
