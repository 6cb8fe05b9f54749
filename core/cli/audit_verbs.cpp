// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/data_files.h"
#include "core/base/payload_codec.h"
#include "core/base/places.h"
#include "core/cli/context.h"
#include "core/cli/progress_line.h"
#include "core/cli/session.h"
#include "core/people/audit_retention.h"
#include "core/people/audit_wish.h"
#include "core/protocol/audit_messages.h"
#include "core/store/store_audit_reader.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <ostream>

namespace locus::cli {

namespace {

namespace fs = std::filesystem;

constexpr int checkedAtOnce = 50'000;
constexpr int pageRecords = 500;
constexpr const char* records = "records checked";

struct VerifyOptions
{
    fs::path file;
    fs::path witness;
};

struct ListOptions
{
    std::string from;
    std::string until;
    std::string kind;
    people::AuditFilter filter;
    std::string format = "fhirR4";
    std::int64_t limit = 0; // 0: all
};

void print(const Context& context, const people::AuditVerdict& verdict)
{
    if (context.json) {
        context.out << protocol::AuditVerified { verdict }.toJson() << '\n';
        return;
    }
    for (const people::AuditFinding& finding : verdict.findings) {
        context.out << toString(finding.fault) << "  " << finding.sentence << '\n';
    }
    context.out << (verdict.ok() ? "whole" : "not whole") << ": ";
    if (verdict.records == 0) {
        context.out << "no records";
    } else {
        context.out << verdict.records << " records, " << verdict.first << " to " << verdict.last;
    }
    context.out << "; " << verdict.checkpoints << " checkpoints, " << verdict.witnessed
                << " of the witness\n";
    if (verdict.witnessed == 0) {
        context.out << "nobody outside the store stands for the end of the trail; --witness names "
                       "the file\n";
    }
}

Status judged(const Context& context, const people::AuditVerdict& verdict)
{
    print(context, verdict);
    if (verdict.ok()) {
        return {};
    }
    const std::string first =
        verdict.findings.empty() ? std::string() : verdict.findings.front().sentence;
    return refused("audit.broken",
        "the audit trail is not whole: " + first
            + "; keep the folder as it is and compare it with a backup");
}

Result<people::AuditVerdict> checkHere(const Context& context, const VerifyOptions& options)
{
    const fs::path folder = context.dataDir.empty() ? seatPlaces().data : context.dataDir;
    const fs::path file = options.file.empty() ? folder / storeFile : options.file;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) {
        return notFound("store.missing",
            "there is no store at " + file.string() + "; name it with --data-dir or --file");
    }
    if (!options.witness.empty() && !fs::exists(options.witness, ignored)) {
        return notFound(
            "audit.no_witness", "there is no witness file at " + options.witness.string());
    }
    const PlainCodec codec; // the chain stands over sealed octets, nothing is opened
    LOCUS_TRY_VALUE(reader,
        store::StoreAuditReader::open(file, codec,
            options.witness.empty() ? file.parent_path() / witnessFile : options.witness));
    LOCUS_TRY_VALUE(check, reader->check());
    ProgressLine progress(context.err);
    for (bool more = true; more;) {
        progress.show(check->checked(), check->all(), records);
        LOCUS_TRY_VALUE(went, check->go(checkedAtOnce));
        more = went;
    }
    return check->verdict();
}

Result<people::AuditVerdict> checkThere(Context& context)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    ProgressLine progress(context.err);
    protocol::AuditVerify message { {}, protocol::AuditVerify::shownLimit };
    for (;;) {
        LOCUS_TRY_VALUE(answer, session->call(message));
        if (!answer.check) {
            return std::move(answer.verdict);
        }
        progress.show(answer.verdict.records, answer.all, records);
        message.check = answer.check;
    }
}

Status verify(Context& context, const VerifyOptions& options)
{
    LOCUS_TRY_VALUE(
        verdict, context.url.empty() ? checkHere(context, options) : checkThere(context));
    return judged(context, verdict);
}

Result<people::AuditFilter> filterOf(const ListOptions& options)
{
    people::AuditFilter filter = options.filter;
    if (!options.from.empty()) {
        LOCUS_TRY_VALUE(from, parseRfc3339(options.from));
        filter.from = from;
    }
    if (!options.until.empty()) {
        LOCUS_TRY_VALUE(until, parseRfc3339(options.until));
        filter.until = until;
    }
    filter.kind = people::auditKindFrom(options.kind);
    if (!options.kind.empty() && !filter.kind) {
        return invalid("usage",
            "--kind is one of command, refusal, signIn, signOut, read, export, reveal, "
            "configuration, system");
    }
    return filter;
}

void printRecord(const people::AuditRecord& record, std::ostream& out)
{
    const people::AuditNote& note = record.note;
    out << record.number << "  " << toRfc3339(record.time) << "  " << toString(note.kind) << "  "
        << (note.actor.empty() ? "-" : note.actor) << "  " << note.action << "  " << note.outcome;
    for (const std::string* part : { &note.entity, &note.purpose, &note.address }) {
        if (!part->empty()) {
            out << "  " << *part;
        }
    }
    if (record.clock != people::AuditClock::Steady) {
        out << "  clock " << toString(record.clock);
    }
    out << '\n';
}

// Asks page by page until `limit` were shown; `show` gives back how many it showed and what is
// next.
template <typename Ask, typename Show>
Status paged(const ListOptions& options, Ask ask, const Show& show)
{
    LOCUS_TRY_VALUE(filter, filterOf(options));
    people::AuditQuery query { std::move(filter), 0, pageRecords };
    for (std::int64_t left = options.limit; options.limit == 0 || left > 0;) {
        query.limit =
            left == 0 ? pageRecords : static_cast<int>(std::min<std::int64_t>(left, pageRecords));
        LOCUS_TRY_VALUE(page, ask(query));
        const auto [shown, next] = show(page);
        left -= options.limit == 0 ? 0 : shown;
        if (next == 0) {
            break;
        }
        query.before = next;
    }
    return {};
}

Status list(Context& context, const ListOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    return paged(
        options,
        [&](const people::AuditQuery& query) {
            return session->call(protocol::AuditList { query });
        },
        [&](const protocol::AuditRecords& answer) {
            for (const people::AuditRecord& record : answer.page.records) {
                if (context.json) {
                    context.out << protocol::auditRecordToJson(record) << '\n';
                } else {
                    printRecord(record, context.out);
                }
            }
            return std::pair { static_cast<std::int64_t>(answer.page.records.size()),
                answer.page.next };
        });
}

Status exportTrail(Context& context, const ListOptions& options)
{
    const auto format = people::auditFormatFrom(options.format);
    if (!format) {
        return invalid("usage", "--format is one of fhirR4, fhirR5, dicom");
    }
    LOCUS_TRY_VALUE(session, Session::open(context));
    return paged(
        options,
        [&](const people::AuditQuery& query) {
            return session->call(protocol::AuditExport { *format, query });
        },
        [&](const protocol::AuditLines& answer) {
            for (const std::string& line : answer.lines) {
                context.out << line << '\n';
            }
            return std::pair { static_cast<std::int64_t>(answer.lines.size()), answer.next };
        });
}

struct ChangeOptions
{
    std::string reason;
    std::int64_t years = people::leastAuditYears;
};

Status change(Context& context, std::string_view method, const ChangeOptions& options)
{
    LOCUS_TRY_VALUE(session, Session::open(context));
    const bool isRetention = method == people::setAuditRetention;
    const protocol::AuditChange message { session->newId(), options.reason,
        isRetention ? std::optional(options.years) : std::nullopt };
    LOCUS_TRY_VALUE(answer, session->request({ std::string(method), message.toJson() }));
    context.out << answer << '\n';
    return {};
}

void addChangeVerbs(CLI::App& audit, Context& context)
{
    auto options = std::make_shared<ChangeOptions>();
    const auto add = [&](const char* name, const char* help, std::string_view method) {
        CLI::App* verb = audit.add_subcommand(name, help);
        addConnectionOptions(*verb, context);
        verb->add_option("--reason", options->reason, "Why; stands in the trail")->required();
        verb->callback([&context, options, method] {
            context.task = [options, method](
                               Context& given) { return change(given, method, *options); };
        });
        return verb;
    };
    add("set-retention", "How long records are kept; a second admin has to approve it",
        people::setAuditRetention)
        ->add_option("--years", options->years, "6 to 100")
        ->required();
    add("change-key",
        "Sign with a new key from here on; the old one signs the record that names it. A second "
        "admin has to approve it",
        people::changeAuditKey);
}

void addFilterOptions(CLI::App& verb, ListOptions& options)
{
    verb.add_option("--from", options.from, "Not before this time (RFC 3339)");
    verb.add_option("--until", options.until, "Before this time (RFC 3339)");
    verb.add_option("--kind", options.kind, "command, refusal, signIn, read, export, ...");
    verb.add_option("--action", options.filter.action, "Method, as analyses.get");
    verb.add_option("--actor", options.filter.actor, "User or service account");
    verb.add_option("--entity", options.filter.entity, "What it was about, as Analysis/<id>");
    verb.add_option("--outcome", options.filter.outcome, "ok, or the code of a refusal");
    verb.add_option("--limit", options.limit, "At most so many, the newest first; 0: all")
        ->check(CLI::NonNegativeNumber);
}

} // namespace

void addAuditVerbs(CLI::App& app, Context& context)
{
    CLI::App* check = app.add_subcommand("verify-audit",
        "Check the audit trail of a data folder, while its core runs or not, or of a core at "
        "--url");
    auto checked = std::make_shared<VerifyOptions>();
    addConnectionOptions(*check, context);
    check->add_option("--file", checked->file, "Store file, in place of a data folder")
        ->type_name("FILE")
        ->excludes("--data-dir")
        ->excludes("--url");
    check
        ->add_option("--witness", checked->witness,
            "Checkpoints that were kept elsewhere; default: audit-witness.jsonl beside the store")
        ->type_name("FILE")
        ->excludes("--url");
    addJsonOption(*check, context);
    check->callback([checked, &context] {
        context.task = [checked](Context& given) { return verify(given, *checked); };
    });

    CLI::App* audit = app.add_subcommand("audit", "Read and export the audit trail of a core");
    audit->require_subcommand(1);
    auto options = std::make_shared<ListOptions>();
    const auto add = [&](const char* name, const char* help, auto task) {
        CLI::App* verb = audit->add_subcommand(name, help);
        addConnectionOptions(*verb, context);
        addFilterOptions(*verb, *options);
        verb->callback([&context, options, task] {
            context.task = [options, task](Context& given) { return task(given, *options); };
        });
        return verb;
    };
    addChangeVerbs(*audit, context);
    addJsonOption(*add("list", "Records, the newest first", list), context);
    add("export", "Records for another audit repository, one a line", exportTrail)
        ->add_option("--format", options->format, "fhirR4, fhirR5 (AuditEvent) or dicom (ATNA)");
}

} // namespace locus::cli
