using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Manifests.Writing;

/// <summary>Writes one node as a YAML document, by the events of YamlDotNet's emitter and with styles of our own choice.</summary>
internal static class YamlWriter
{
    private static readonly EmitterSettings Settings = new(
        bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024, skipAnchorName: false, indentSequences: false, newLine: "\n");

    internal static void Write(Node node, TextWriter output)
    {
        var emitter = new Emitter(output, Settings);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(node, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    private static void Emit(Node node, Emitter emitter)
    {
        switch (node)
        {
            case MapNode map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, map.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in map)
                {
                    emitter.Emit(Scalar(entry.Key, YamlStyles.OfKey(entry.Key)));
                    Emit(entry.Value, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case ListNode list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, list.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in list)
                {
                    Emit(item, emitter);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case ScalarNode { AsString: { } text }:
                emitter.Emit(Scalar(text, YamlStyles.Of(text)));
                break;
            case ScalarNode scalar:
                emitter.Emit(Scalar(scalar.CanonicalText, ScalarStyle.Plain));
                break;
        }
    }

    private static Scalar Scalar(string text, ScalarStyle style) => new(AnchorName.Empty, TagName.Empty, text, style, true, true);
}
