// The declarations of libxml2 that Swift cannot import by itself.
#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
