// The declarations of sqlite3 that Swift cannot import by itself.
#pragma once
#include <sqlite3.h>
