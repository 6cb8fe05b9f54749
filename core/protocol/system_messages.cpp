// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/system_messages.h"

#include "core/protocol/json_fields.h"
#include "core/protocol/json_text.h"

#include <nlohmann/json.hpp>

namespace locus::protocol {

using nlohmann::json;

namespace {

template <typename Message> Result<Message> readEmpty(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    LOCUS_TRY(JsonFields(object).statusStrict());
    return Message();
}

Result<HealthCheck> checkFrom(const json& value)
{
    JsonFields in(value);
    HealthCheck check { in.text("name"), in.text("status"), in.textOr("detail"), {} };
    check.by = in.textOr("by");
    const json& figures = in.any("figures");
    LOCUS_TRY(in.status());
    if (figures.is_object()) {
        for (const auto& [name, figure] : figures.items()) {
            if (figure.is_number()) {
                check.figures.emplace(name, figure.get<double>());
            }
        }
    }
    return check;
}

} // namespace

Bytes HealthReport::toJson() const
{
    json list = json::array();
    for (const HealthCheck& check : checks) {
        list.push_back({ { "name", check.name }, { "status", check.status },
            { "detail", check.detail }, { "figures", check.figures } });
        if (!check.by.empty()) {
            list.back()["by"] = check.by;
        }
    }
    return dumpJson({ { "status", status }, { "serverVersion", serverVersion },
        { "installation", installation }, { "bus", bus }, { "demo", demo }, { "roles", roles },
        { "startedAt", toRfc3339(startedAt) }, { "checks", std::move(list) } });
}

Result<HealthReport> HealthReport::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    HealthReport report;
    report.status = in.text("status");
    report.serverVersion = in.textOr("serverVersion");
    report.installation = in.textOr("installation");
    report.bus = in.textOr("bus");
    report.demo = in.booleanOr("demo", false);
    report.roles = in.texts("roles");
    report.startedAt = in.instant("startedAt").value_or(Instant());
    const json& checks = in.any("checks");
    LOCUS_TRY(in.status());
    if (checks.is_array()) {
        for (const json& value : checks) {
            LOCUS_TRY_VALUE(check, checkFrom(value));
            report.checks.push_back(std::move(check));
        }
    }
    return report;
}

Bytes SystemHealth::toJson() const
{
    return "{}";
}

Result<SystemHealth> SystemHealth::fromJson(BytesView text)
{
    return readEmpty<SystemHealth>(text);
}

Bytes MetricsText::toJson() const
{
    return dumpJson({ { "text", text } });
}

Result<MetricsText> MetricsText::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    MetricsText message { in.textOr("text") };
    LOCUS_TRY(in.status());
    return message;
}

Bytes SystemMetrics::toJson() const
{
    return "{}";
}

Result<SystemMetrics> SystemMetrics::fromJson(BytesView text)
{
    return readEmpty<SystemMetrics>(text);
}

Bytes ConfigText::toJson() const
{
    return R"({"config":)" + (config.empty() ? Bytes("{}") : config) + '}';
}

Result<ConfigText> ConfigText::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    const json& config = in.any("config");
    LOCUS_TRY(in.status());
    return ConfigText { dumpJson(config) };
}

Bytes SystemConfig::toJson() const
{
    return "{}";
}

Bytes BackupStarted::toJson() const
{
    return dumpJson({ { "folder", folder } });
}

Result<BackupStarted> BackupStarted::fromJson(BytesView text)
{
    LOCUS_TRY_VALUE(object, parseObject(text));
    JsonFields in(object);
    BackupStarted message { in.textOr("folder") };
    LOCUS_TRY(in.status());
    return message;
}

Bytes SystemBackup::toJson() const
{
    return "{}";
}

Result<SystemBackup> SystemBackup::fromJson(BytesView text)
{
    return readEmpty<SystemBackup>(text);
}

Result<SystemConfig> SystemConfig::fromJson(BytesView text)
{
    return readEmpty<SystemConfig>(text);
}

} // namespace locus::protocol
