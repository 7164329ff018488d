-- wrk asks for the paths of BENCH_PATHS (one a line) in turn.
local paths, at = {}, 0
for path in os.getenv("BENCH_PATHS"):gmatch("[^\n]+") do paths[#paths + 1] = path end
function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end
