package document

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strconv"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// batchMost is how many small objects are compressed together.
const batchMost = 200

// pdfWriter writes the objects of a new PDF as they come, so that a pack never
// stands in memory whole. What is not a stream is compressed, many objects in
// one (ISO 32000-2, 7.5.7). The same objects give the same bytes.
type pdfWriter struct {
	out   io.Writer
	sum   hash.Hash
	at    int64
	err   error
	place []objectPlace // by object number
	batch []int         // the objects that wait in small
	ends  []int         // where each of them begins in small
	small bytes.Buffer
	zip   *zlib.Writer
}

// objectPlace is where an object stands: at an offset, or as the n-th of a stream of
// objects.
type objectPlace struct {
	kind byte // 0 nowhere, 1 offset, 2 within another object
	at   int64
	n    int
}

func newPDFWriter(out io.Writer) *pdfWriter {
	w := &pdfWriter{out: out, sum: sha256.New(), place: make([]objectPlace, 1), zip: zlib.NewWriter(io.Discard)}
	w.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return w
}

func (w *pdfWriter) write(b []byte) {
	if w.err != nil {
		return
	}
	w.sum.Write(b)
	n, err := w.out.Write(b)
	w.at, w.err = w.at+int64(n), err
}

// alloc gives a number for an object that is put later.
func (w *pdfWriter) alloc() int {
	w.place = append(w.place, objectPlace{})
	return len(w.place) - 1
}

// put writes an object that is not a stream.
func (w *pdfWriter) put(number int, o types.Object) {
	w.ends = append(w.ends, w.small.Len())
	w.batch = append(w.batch, number)
	writeObject(&w.small, o)
	w.small.WriteByte('\n')
	if len(w.batch) == batchMost {
		w.flush()
	}
}

// add writes an object under a new number and gives a reference to it.
func (w *pdfWriter) add(o types.Object) types.IndirectRef {
	n := w.alloc()
	w.put(n, o)
	return ref(n)
}

// flush writes the small objects that wait.
func (w *pdfWriter) flush() {
	if len(w.batch) == 0 {
		return
	}
	stream := w.alloc()
	var head bytes.Buffer
	for i, number := range w.batch {
		fmt.Fprintf(&head, "%d %d ", number, w.ends[i])
		w.place[number] = objectPlace{kind: 2, at: int64(stream), n: i}
	}
	d := types.Dict{"Type": types.Name("ObjStm"), "N": types.Integer(len(w.batch)), "First": types.Integer(head.Len())}
	head.Write(w.small.Bytes())
	w.putDeflated(stream, d, head.Bytes())
	w.batch, w.ends = w.batch[:0], w.ends[:0]
	w.small.Reset()
}

// putStream writes a stream whose bytes are as the dictionary's Filter says.
func (w *pdfWriter) putStream(number int, d types.Dict, raw []byte) {
	var b bytes.Buffer
	w.place[number] = objectPlace{kind: 1, at: w.at}
	fmt.Fprintf(&b, "%d 0 obj\n", number)
	d["Length"] = types.Integer(len(raw))
	writeObject(&b, d)
	b.WriteString("\nstream\n")
	w.write(b.Bytes())
	w.write(raw)
	w.write([]byte("\nendstream\nendobj\n"))
}

func (w *pdfWriter) putDeflated(number int, d types.Dict, plain []byte) {
	var b bytes.Buffer
	w.zip.Reset(&b)
	_, _ = w.zip.Write(plain) // to a buffer: neither can fail
	_ = w.zip.Close()
	d["Filter"] = types.Name("FlateDecode")
	w.putStream(number, d, b.Bytes())
}

// finish writes the table of objects. Objects without a place read as null.
func (w *pdfWriter) finish(root, info types.IndirectRef) error {
	w.flush()
	table := w.alloc()
	w.place[table] = objectPlace{kind: 1, at: w.at}
	var rows bytes.Buffer
	for i, p := range w.place {
		var row [9]byte
		if i == 0 {
			row[7], row[8] = 255, 255
		}
		row[0] = p.kind
		if p.kind != 0 {
			binary.BigEndian.PutUint64(row[1:], uint64(p.at)<<16)
			binary.BigEndian.PutUint16(row[7:], uint16(p.n))
		}
		rows.Write(row[:])
	}
	id := types.NewHexLiteral(w.sum.Sum(nil)[:16])
	start := w.at
	w.putDeflated(table, types.Dict{"Type": types.Name("XRef"), "Size": types.Integer(len(w.place)), "Root": root, "Info": info,
		"W": types.Array{types.Integer(1), types.Integer(6), types.Integer(2)}, "ID": types.Array{id, id}}, rows.Bytes())
	w.write([]byte("startxref\n" + strconv.FormatInt(start, 10) + "\n%%EOF\n"))
	return w.err
}

func ref(number int) types.IndirectRef { return *types.NewIndirectRef(number, 0) }

// writeObject writes an object as PDF has it, with the keys of dictionaries in
// order. What is no object of PDF's is written as null.
func writeObject(b *bytes.Buffer, o types.Object) {
	switch o := o.(type) {
	case types.Dict:
		b.WriteString("<<")
		for _, key := range slices.Sorted(maps.Keys(o)) {
			b.WriteByte('/')
			b.WriteString(types.EncodeName(key))
			b.WriteByte(' ')
			writeObject(b, o[key])
		}
		b.WriteString(">>")
	case types.Array:
		b.WriteByte('[')
		for i, part := range o {
			if i > 0 {
				b.WriteByte(' ')
			}
			writeObject(b, part)
		}
		b.WriteByte(']')
	case types.Float:
		b.WriteString(strconv.FormatFloat(float64(o), 'f', -1, 64))
	case types.Name, types.Integer, types.Boolean, types.StringLiteral, types.HexLiteral, types.IndirectRef:
		b.WriteString(o.PDFString())
	default:
		b.WriteString("null")
	}
}
