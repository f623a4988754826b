// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/compute.h"

#include <algorithm>
#include <fstream>
#include <thread>

#include <dlfcn.h>

#include "engine/model/kernels/kernels.h"
#include "engine/model/torch_pch.h"

namespace postern {

namespace {

/// Value of the first "key : value" line of /proc/cpuinfo; empty where there is none.
std::string cpuInfo(const std::string& key) {
    std::ifstream stream("/proc/cpuinfo");
    for (std::string line; std::getline(stream, line);) {
        const auto colon = line.find(':');
        if (line.starts_with(key) && colon != std::string::npos)
            return line.substr(std::min(colon + 2, line.size()));
    }
    return {};
}

bool hasNativeBf16() {
    const std::string flags = ' ' + cpuInfo("flags") + ' ';
    return flags.find(" avx512_bf16 ") != std::string::npos || flags.find(" amx_bf16 ") != std::string::npos;
}

} // namespace

std::string_view precisionName(Precision precision) {
    return precision == Precision::Bfloat16 ? "bf16" : "fp32";
}

Precision bestPrecision() {
    static const bool native = hasNativeBf16();
    return native ? Precision::Bfloat16 : Precision::Float32;
}

Result<Precision> parsePrecision(std::string_view name) {
    if (name == "auto")
        return bestPrecision();
    if (name == "fp32")
        return Precision::Float32;
    if (name == "bf16")
        return Precision::Bfloat16;
    return fail(ErrorCode::ParameterInvalid, "precision", "it must be auto, fp32 or bf16");
}

int setComputeThreads(int threads) {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    at::set_num_threads(threads <= 0 ? cores : std::min(threads, cores));
    return at::get_num_threads();
}

ComputeFacts computeFacts() {
    ComputeFacts facts;
    facts.cpu = cpuInfo("model name");
    facts.cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    facts.threads = at::get_num_threads();
    facts.kernels = kernelInstructionSet();
    facts.torchVersion = TORCH_VERSION;
    // OpenBLAS exports its configuration; the reference BLAS exports nothing of the kind.
    using Describe = char* (*)();
    if (const auto describeBlas = reinterpret_cast<Describe>(dlsym(RTLD_DEFAULT, "openblas_get_config")))
        facts.blas = describeBlas();
    else if (dlsym(RTLD_DEFAULT, "mkl_get_version") || dlsym(RTLD_DEFAULT, "MKL_Get_Version"))
        facts.blas = "MKL";
    else
        facts.blas = "unknown";
    facts.slowBlas = facts.blas == "unknown";
    return facts;
}

} // namespace postern
